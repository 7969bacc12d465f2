package io.judgefleet.metrics.drift;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.ScoreTally;
import io.judgefleet.metrics.statistics.Kolmogorov;
import io.judgefleet.metrics.statistics.MeanTally;
import java.util.Map;

/**
 * The distribution of scores, in bins of whole ones, and how far it has moved from another (metrics definition B16).
 *
 * @param bins how often each score from 0 to 10 was given, halves rounded to even
 * @param moments of the scores themselves
 */
public record ScoreHistogram(CountTable bins, MeanTally moments) implements Tally<ScoreHistogram> {
    private static final int SCORES = 11;
    /** What is added to every bin, so that an empty one does not make the index endless. */
    private static final double SMOOTHING = 0.5;

    public static ScoreHistogram empty() {
        return new ScoreHistogram(CountTable.zeros(1, SCORES), MeanTally.empty());
    }

    public ScoreHistogram plus(double score) {
        return new ScoreHistogram(bins.add(0, ScoreTally.binOf(score), 1), moments.plus(score));
    }

    public ScoreHistogram minus(double score) {
        return new ScoreHistogram(bins.add(0, ScoreTally.binOf(score), -1), moments.minus(score));
    }

    @Override
    public ScoreHistogram merge(ScoreHistogram other) {
        return new ScoreHistogram(bins.merge(other.bins), moments.merge(other.moments));
    }

    @Override
    public ScoreHistogram without(ScoreHistogram other) {
        return new ScoreHistogram(bins.without(other.bins), moments.without(other.moments));
    }

    public long n() {
        return bins.total();
    }

    public long count(int score) {
        return bins.cell(0, score);
    }

    public Figure mean() {
        return moments.mean("B16.mean-score", Policy.STRICT);
    }

    /**
     * The population stability index against the reference: 0.1 is worth a look, 0.25 a shift. Bins 1 to 10, and 0 where it
     * occurs; half an observation is added to each.
     */
    public Figure stabilityIndex(ScoreHistogram reference) {
        if (n() == 0 || reference.n() == 0) {
            return Figure.absent("B16.psi", Policy.STRICT, counts(reference), Absence.NO_DATA);
        }
        var lowest = count(0) + reference.count(0) > 0 ? 0 : 1;
        var index = 0.0;
        for (var score = lowest; score < SCORES; score++) {
            var was = reference.smoothed(score, SCORES - lowest);
            var is = smoothed(score, SCORES - lowest);
            index += (is - was) * Math.log(is / was);
        }
        return Figure.of("B16.psi", Policy.STRICT, counts(reference), index);
    }

    /** The largest difference of both cumulative distributions (Kolmogorov and Smirnov). */
    public Figure distance(ScoreHistogram reference) {
        return n() == 0 || reference.n() == 0
                ? Figure.absent("B16.ks-distance", Policy.STRICT, counts(reference), Absence.NO_DATA)
                : Figure.of("B16.ks-distance", Policy.STRICT, counts(reference), largestDifference(reference));
    }

    /** Asymptotic p of that distance; scores are discrete, and for them it is too large rather than too small. */
    public Figure distanceTest(ScoreHistogram reference) {
        return n() == 0 || reference.n() == 0
                ? Figure.absent("B16.ks-test", Policy.STRICT, counts(reference), Absence.NO_DATA)
                : Figure.of(
                        "B16.ks-test",
                        Policy.STRICT,
                        counts(reference),
                        Kolmogorov.twoSample(largestDifference(reference), n(), reference.n()));
    }

    private double largestDifference(ScoreHistogram reference) {
        var largest = 0.0;
        var is = 0L;
        var was = 0L;
        for (var score = 0; score < SCORES; score++) {
            is += count(score);
            was += reference.count(score);
            largest = Math.max(largest, Math.abs((double) is / n() - (double) was / reference.n()));
        }
        return largest;
    }

    private double smoothed(int score, int bins) {
        return (count(score) + SMOOTHING) / (n() + bins * SMOOTHING);
    }

    private Map<String, Long> counts(ScoreHistogram reference) {
        return Map.of("n", n(), "reference", reference.n());
    }
}
