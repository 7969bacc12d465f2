package io.judgefleet.metrics.statistics;

import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.IntervalMethod;

/** Intervals and tests of a binomial share. */
public final class Binomial {
    private static final double LEVEL = 0.95;

    /** Wilson's 95 % score interval (Wilson 1927). */
    public static Interval wilson(long successes, long n) {
        requireTrials(successes, n);
        var z2 = Interval.Z95 * Interval.Z95;
        var share = (double) successes / n;
        var centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = Interval.Z95 / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
        var low = successes == 0 ? 0 : Math.max(0, centre - half);
        var high = successes == n ? 1 : Math.min(1, centre + half);
        return new Interval(low, high, LEVEL, IntervalMethod.WILSON);
    }

    /** The exact 95 % interval of Clopper and Pearson (1934), by the beta distribution's quantiles. */
    public static Interval clopperPearson(long successes, long n) {
        requireTrials(successes, n);
        var tail = (1 - LEVEL) / 2;
        var low = successes == 0 ? 0 : Gamma.betaQuantile(tail, successes, n - successes + 1);
        var high = successes == n ? 1 : Gamma.betaQuantile(1 - tail, successes + 1, n - successes);
        return new Interval(low, high, LEVEL, IntervalMethod.CLOPPER_PEARSON);
    }

    /** Newcombe's 95 % interval of a difference of two independent shares (1998, method 10). */
    public static Interval difference(long successes, long n, long otherSuccesses, long otherN) {
        var one = wilson(successes, n);
        var other = wilson(otherSuccesses, otherN);
        var share = (double) successes / n;
        var otherShare = (double) otherSuccesses / otherN;
        var below = Math.hypot(share - one.low(), other.high() - otherShare);
        var above = Math.hypot(one.high() - share, otherShare - other.low());
        var difference = share - otherShare;
        return new Interval(difference - below, difference + above, LEVEL, IntervalMethod.NEWCOMBE);
    }

    /**
     * The 95 % interval of Bonett and Price (2012) of a difference of two shares of the same n observations, of which some
     * count in the first share only and some in the second only.
     */
    public static Interval pairedDifference(long onlyFirst, long onlySecond, long n) {
        requireTrials(onlyFirst + onlySecond, n);
        var first = (onlyFirst + 1.0) / (n + 2);
        var second = (onlySecond + 1.0) / (n + 2);
        var centre = first - second;
        var half = Interval.Z95 * Math.sqrt(Math.max(0, first + second - centre * centre) / (n + 2));
        return new Interval(
                Math.max(-1, centre - half), Math.min(1, centre + half), LEVEL, IntervalMethod.BONETT_PRICE);
    }

    /**
     * The exact two-sided sign test: twice the smaller tail of Binomial(n, 1/2), at most 1; 1 where nothing was counted.
     */
    public static double signTest(long ups, long downs) {
        var n = ups + downs;
        if (n == 0) {
            return 1;
        }
        // P(X <= k) of Binomial(n, 1/2) is the regularised beta function at 1/2.
        var k = Math.min(ups, downs);
        var tail = k == n ? 1 : Gamma.regularizedBeta(0.5, n - k, k + 1);
        return Math.min(1, 2 * tail);
    }

    private static void requireTrials(long successes, long n) {
        if (n <= 0 || successes < 0 || successes > n) {
            throw new IllegalArgumentException(
                    "expected 0 to n successes of n > 0 trials, found %d of %d".formatted(successes, n));
        }
    }

    private Binomial() {}
}
