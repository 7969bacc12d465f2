package io.judgefleet.metrics.drift;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.statistics.Kolmogorov;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The distribution of scores and how far it has moved from another (metrics definition B16).
 *
 * @param bins how often each score from 0 to 10 was given, in tenths: judges write no finer ones
 * @param moments of the scores themselves
 */
public record ScoreHistogram(CountTable bins, MeanTally moments) implements Tally<ScoreHistogram> {
    private static final int TENTHS = 10;
    private static final int BINS = 10 * TENTHS + 1;
    /** The index has bins for whole scores and for halves; finer ones would hold mostly chance. */
    private static final int TENTHS_OF_HALF = 5;

    private static final int HALVES = 20;
    /** What is added to every bin, so that an empty one does not make the index endless. */
    private static final double SMOOTHING = 0.5;

    public static ScoreHistogram empty() {
        return new ScoreHistogram(CountTable.zeros(1, BINS), MeanTally.empty());
    }

    public ScoreHistogram plus(double score) {
        return new ScoreHistogram(bins.add(0, tenths(score), 1), moments.plus(score));
    }

    public ScoreHistogram minus(double score) {
        return new ScoreHistogram(bins.add(0, tenths(score), -1), moments.minus(score));
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

    public long count(double score) {
        return bins.cell(0, tenths(score));
    }

    public Figure mean() {
        return moments.mean("B16.mean-score", Policy.STRICT);
    }

    /**
     * The population stability index against the reference: 0.1 is worth a look, 0.25 a shift. The bins are the scores 1 to 10, with 0
     * and the halves in between where they occur in either distribution; finer scores fall to the nearest half. Half an
     * observation is added to each bin.
     */
    public Figure stabilityIndex(ScoreHistogram reference) {
        if (n() == 0 || reference.n() == 0) {
            return Figure.absent("B16.psi", Policy.STRICT, counts(reference), Absence.NO_DATA);
        }
        var is = halves();
        var was = reference.halves();
        var kept = IntStream.rangeClosed(0, HALVES)
                .filter(half -> half > 0 && half % 2 == 0 || is[half] + was[half] > 0)
                .toArray();
        var index = 0.0;
        for (var half : kept) {
            var now = (is[half] + SMOOTHING) / (n() + kept.length * SMOOTHING);
            var before = (was[half] + SMOOTHING) / (reference.n() + kept.length * SMOOTHING);
            index += (now - before) * Math.log(now / before);
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
        for (var bin = 0; bin < BINS; bin++) {
            is += bins.cell(0, bin);
            was += reference.bins.cell(0, bin);
            largest = Math.max(largest, Math.abs((double) is / n() - (double) was / reference.n()));
        }
        return largest;
    }

    private long[] halves() {
        var halves = new long[HALVES + 1];
        for (var bin = 0; bin < BINS; bin++) {
            halves[(int) Math.rint((double) bin / TENTHS_OF_HALF)] += bins.cell(0, bin);
        }
        return halves;
    }

    private static int tenths(double score) {
        return (int) Math.rint(Require.within(0, 10, score, "score") * TENTHS);
    }

    private Map<String, Long> counts(ScoreHistogram reference) {
        return Map.of("n", n(), "reference", reference.n());
    }
}
