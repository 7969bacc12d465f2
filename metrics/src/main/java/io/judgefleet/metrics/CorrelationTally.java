package io.judgefleet.metrics;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.statistics.FixedPoint;
import java.util.Map;

/**
 * Pairs of observations whose correlation is wanted.
 *
 * @param x the first of each pair
 * @param y the second of each pair
 * @param products sum of their products, in {@link FixedPoint} units
 */
public record CorrelationTally(MeanTally x, MeanTally y, long products) implements Tally<CorrelationTally> {
    /** Fisher's interval needs at least this many pairs. */
    private static final long MIN_PAIRS = 4;
    /** A variance below this share of the mean square is what rounding leaves of equal observations. */
    private static final double NO_VARIANCE = 1e-8;

    public static CorrelationTally empty() {
        return new CorrelationTally(MeanTally.empty(), MeanTally.empty(), 0);
    }

    public CorrelationTally plus(double first, double second) {
        return new CorrelationTally(
                x.plus(first), y.plus(second), Math.addExact(products, FixedPoint.of(first * second)));
    }

    public CorrelationTally minus(double first, double second) {
        return new CorrelationTally(
                x.minus(first), y.minus(second), Math.subtractExact(products, FixedPoint.of(first * second)));
    }

    @Override
    public CorrelationTally merge(CorrelationTally other) {
        return new CorrelationTally(x.merge(other.x), y.merge(other.y), Math.addExact(products, other.products));
    }

    @Override
    public CorrelationTally without(CorrelationTally other) {
        return new CorrelationTally(
                x.without(other.x), y.without(other.y), Math.subtractExact(products, other.products));
    }

    /** These pairs as if they had been observed so many times. */
    public CorrelationTally times(long times) {
        return new CorrelationTally(x.times(times), y.times(times), Math.multiplyExact(products, times));
    }

    /** Pearson's r with the interval of Fisher's z (1915). */
    public Figure pearson(String definition, Policy policy) {
        var counts = Map.of("n", x.n());
        if (x.n() < MIN_PAIRS) {
            return Figure.absent(definition, policy, counts, x.n() == 0 ? Absence.NO_DATA : Absence.TOO_FEW);
        }
        if (isConstant(x) || isConstant(y)) {
            return Figure.absent(definition, policy, counts, Absence.NO_VARIANCE);
        }
        var covariance = FixedPoint.valueOf(products) / x.n() - x.mean() * y.mean();
        var r = Math.clamp(covariance / Math.sqrt(variance(x) * variance(y)), -1, 1);
        return Figure.of(definition, policy, counts, r).withInterval(fisher(r, x.n()));
    }

    private static boolean isConstant(MeanTally tally) {
        return variance(tally) <= NO_VARIANCE * (1 + tally.mean() * tally.mean());
    }

    private static double variance(MeanTally tally) {
        return FixedPoint.valueOf(tally.squares()) / tally.n() - tally.mean() * tally.mean();
    }

    /** A perfect correlation has an endless z: beyond 1 - 1/n an interval reaches to the end and starts from there. */
    private static Interval fisher(double r, long n) {
        var most = 1 - 1.0 / n;
        var cut = Math.clamp(r, -most, most);
        var z = Math.log((1 + cut) / (1 - cut)) / 2;
        var half = Interval.Z95 / Math.sqrt(n - 3);
        var low = r < -most ? -1 : Math.tanh(z - half);
        var high = r > most ? 1 : Math.tanh(z + half);
        return new Interval(low, high, 0.95, IntervalMethod.FISHER_Z);
    }
}
