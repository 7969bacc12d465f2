package io.judgefleet.metrics;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.statistics.FixedPoint;
import java.util.Map;

/**
 * Observations of a quantity, such as scores or differences of scores.
 *
 * @param n how many
 * @param sum of the observations, in {@link FixedPoint} units
 * @param squares sum of their squares, likewise
 */
public record MeanTally(long n, long sum, long squares) implements Tally<MeanTally> {
    public MeanTally {
        Require.notNegative(n, "observations");
    }

    public static MeanTally empty() {
        return new MeanTally(0, 0, 0);
    }

    public MeanTally plus(double value) {
        return merge(of(value));
    }

    public MeanTally minus(double value) {
        return without(of(value));
    }

    @Override
    public MeanTally merge(MeanTally other) {
        return new MeanTally(
                Math.addExact(n, other.n), Math.addExact(sum, other.sum), Math.addExact(squares, other.squares));
    }

    @Override
    public MeanTally without(MeanTally other) {
        return new MeanTally(
                Math.subtractExact(n, other.n),
                Math.subtractExact(sum, other.sum),
                Math.subtractExact(squares, other.squares));
    }

    /** These observations as if they had been made so many times. */
    public MeanTally times(long times) {
        return new MeanTally(
                Math.multiplyExact(n, times), Math.multiplyExact(sum, times), Math.multiplyExact(squares, times));
    }

    /** The mean, and where the definition has a range its interval. */
    public Figure mean(String definition, Policy policy) {
        var counts = Map.of("n", n);
        if (n == 0) {
            return Figure.absent(definition, policy, counts, Absence.NO_DATA);
        }
        var figure = Figure.of(definition, policy, counts, mean());
        var range = Range.of(definition);
        var variance = n == 1 ? 0 : deviation() * deviation();
        return range.isBounded() ? figure.withInterval(Interval.ofMean(n, mean(), variance, range)) : figure;
    }

    /** The mean of at least one observation. */
    public double mean() {
        return FixedPoint.valueOf(sum) / n;
    }

    /** The sample standard deviation of at least two observations. */
    public double deviation() {
        var spread = FixedPoint.valueOf(squares) - n * mean() * mean();
        return Math.sqrt(Math.max(0, spread) / (n - 1));
    }

    private static MeanTally of(double value) {
        return new MeanTally(1, FixedPoint.of(value), FixedPoint.of(value * value));
    }
}
