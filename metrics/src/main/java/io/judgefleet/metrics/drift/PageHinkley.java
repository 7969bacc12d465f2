package io.judgefleet.metrics.drift;

import io.judgefleet.judgement.Require;

/**
 * Page's and Hinkley's test in both directions, of observations in standard deviations from a known mean (metrics definition
 * B16). The textbook's quicker cumulative sums (0.5, 5) are not offered: on real judge scores, which are discrete and skewed, they
 * alarm in nearly every stream that does not move.
 *
 * @param up how far the sum of observations less the tolerance is above its minimum
 * @param down likewise for falls
 * @param tolerance a move too small to matter, in standard deviations
 * @param threshold of {@code up} and {@code down}
 */
public record PageHinkley(double up, double down, double tolerance, double threshold) implements Detector {
    public PageHinkley {
        Require.within(0, Double.MAX_VALUE, up, "sum of rises");
        Require.within(0, Double.MAX_VALUE, down, "sum of falls");
        Require.within(0, Double.MAX_VALUE, tolerance, "tolerance");
        Require.within(Double.MIN_VALUE, Double.MAX_VALUE, threshold, "threshold");
    }

    /**
     * Tolerance 0.1 and threshold 50, for a mean that is known: at most 1 % false alarms in 2,000 scores, and 60 to 100 scores
     * until a shift is seen.
     */
    public static PageHinkley standard() {
        return standard(0);
    }

    /** @param uncertainty by how many standard deviations the mean may be wrong; it is tolerated besides */
    public static PageHinkley standard(double uncertainty) {
        return new PageHinkley(0, 0, 0.1 + uncertainty, 50);
    }

    @Override
    public PageHinkley next(double observation) {
        return new PageHinkley(
                Math.max(0, up + observation - tolerance),
                Math.max(0, down - observation - tolerance),
                tolerance,
                threshold);
    }

    @Override
    public PageHinkley next(double mean, long observations) {
        return new PageHinkley(
                Math.max(0, up + observations * (mean - tolerance)),
                Math.max(0, down - observations * (mean + tolerance)),
                tolerance,
                threshold);
    }

    @Override
    public double statistic() {
        return Math.max(up, down);
    }

    @Override
    public PageHinkley restarted() {
        return new PageHinkley(0, 0, tolerance, threshold);
    }
}
