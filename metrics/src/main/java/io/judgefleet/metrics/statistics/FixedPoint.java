package io.judgefleet.metrics.statistics;

/**
 * Real observations as whole multiples of 10^-8, so that their sums add and subtract exactly in any order; decimals as short as
 * scores' are kept without error.
 */
public final class FixedPoint {
    private static final double UNITS = 1e8;
    private static final double MAX = 1e10;

    public static long of(double value) {
        if (!(Math.abs(value) <= MAX)) {
            throw new IllegalArgumentException("expected a number of at most %s, found %s".formatted(MAX, value));
        }
        return Math.round(value * UNITS);
    }

    public static double valueOf(long units) {
        return units / UNITS;
    }

    private FixedPoint() {}
}
