package io.judgefleet.judgement;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the passes of a comparison become one preference (metrics definition B0). Where the judge was meant to be asked in one
 * presentation order only, every resolution is what that pass says.
 */
public enum Resolution {
    /** The preference if both orders agree, else a tie (FastChat, MT-Bench). */
    AGREE_OR_TIE,
    /** The sign of the sum of both preferences (JudgeBench). */
    MAJORITY,
    /**
     * The sign of the difference of the mean scores over both orders (FairEval). Scores are the expected ones
     * ({@link ScoreDistribution}) where every pass tells them, for these say how sure the judge was; otherwise those that it
     * wrote, for all passes, so that the two kinds are never mixed.
     */
    SCORE_MEAN;

    /** Sums of scores closer than this are equal: written scores have few decimals, expected ones few true ones. */
    private static final double SCORE_TOLERANCE = 1e-6;

    public Reading resolve(SwappedPair pair) {
        return resolve(List.of(pair));
    }

    /** The reading of several samples of one comparison; every pass of every sample has the same weight. */
    public Reading resolve(Collection<SwappedPair> samples) {
        var readings =
                samples.stream().flatMap(pair -> pair.readings().stream()).toList();
        if (readings.isEmpty() || readings.contains(PassReading.ABSENT)) {
            return Reading.ABSENT;
        }
        var scored = readings.stream().allMatch(PassReading::isScored);
        return Reading.of(preference(samples, readings), scored);
    }

    /** The preference of both passes where no scores are known, as human votes in both orders. */
    public Reading resolve(PassReading original, PassReading swapped) {
        if (this == SCORE_MEAN) {
            throw new IllegalArgumentException("resolution score-mean needs scores, found preferences only");
        }
        return resolve(original, swapped, Preference.TIE);
    }

    /**
     * The preference of both passes where of their scores it is only known who leads in the mean.
     *
     * @param byScores what {@link #SCORE_MEAN} says, a pass without scores as a tie
     */
    public Reading resolve(PassReading original, PassReading swapped, Preference byScores) {
        var readings = Stream.of(original, swapped)
                .filter(reading -> reading != PassReading.UNASKED)
                .toList();
        if (readings.isEmpty() || readings.contains(PassReading.ABSENT)) {
            return Reading.ABSENT;
        }
        var scored = readings.stream().allMatch(PassReading::isScored);
        return Reading.of(this == SCORE_MEAN ? byScores : preference(List.of(), readings), scored);
    }

    private Preference preference(Collection<SwappedPair> samples, List<PassReading> readings) {
        return switch (this) {
            case AGREE_OR_TIE ->
                ofSign(
                        readings.stream().mapToInt(PassReading::sign).distinct().count() == 1
                                ? readings.getFirst().sign()
                                : 0);
            case MAJORITY ->
                ofSign(readings.stream().mapToInt(PassReading::sign).sum());
            case SCORE_MEAN -> ofSign(scoreDifference(samples));
        };
    }

    private static double scoreDifference(Collection<SwappedPair> samples) {
        var isExpected = samples.stream().allMatch(SwappedPair::hasExpectations);
        var difference = samples.stream()
                .mapToDouble(isExpected ? SwappedPair::expectedLead : SwappedPair::lead)
                .sum();
        return Math.abs(difference) < SCORE_TOLERANCE ? 0 : difference;
    }

    private static Preference ofSign(double difference) {
        return difference > 0 ? Preference.FIRST : difference < 0 ? Preference.SECOND : Preference.TIE;
    }
}
