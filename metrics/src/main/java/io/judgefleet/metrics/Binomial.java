package io.judgefleet.metrics;

import io.judgefleet.metrics.statistics.Gamma;

/** Intervals and tests of a binomial share. */
public final class Binomial {
    private static final double LEVEL = 0.95;
    /** With fewer on either side Wilson's interval misses shares near 0 and 1 too often: 17 in 100 at worst. */
    private static final double FEW = 15;
    /** With fewer observations Bonett and Price's interval misses too often where hardly any are tied. */
    private static final long FEW_PAIRS = 20;

    /**
     * The 95 % interval of a share: exact while there are fewer than 15 successes or failures, Wilson's with more. It covers
     * every share with 93.3 % at least, whatever n.
     */
    public static Interval share(long successes, long n) {
        return Math.min(successes, n - successes) < FEW ? clopperPearson(successes, n) : wilson(successes, n);
    }

    /** The 95 % interval of (wins + ties/2) / n, the mean of 1, 1/2 and 0. */
    public static Interval halves(long wins, long ties, long n) {
        return ties == 0
                ? share(wins, n)
                : pairedDifference(wins, n - wins - ties, n).scaled(0.5, 0.5);
    }

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
        return exact(successes, n);
    }

    /** Halves of successes vary less than whole ones, so that for them it is cautious. */
    private static Interval exact(double successes, long n) {
        var tail = (1 - LEVEL) / 2;
        var low = successes == 0 ? 0 : Gamma.betaQuantile(tail, successes, n - successes + 1);
        var high = successes == n ? 1 : Gamma.betaQuantile(1 - tail, successes + 1, n - successes);
        return new Interval(low, high, LEVEL, IntervalMethod.CLOPPER_PEARSON);
    }

    /** Newcombe's 95 % interval of a difference of two independent shares (1998, method 10), from both shares' own. */
    public static Interval difference(long successes, long n, long otherSuccesses, long otherN) {
        var one = share(successes, n);
        var other = share(otherSuccesses, otherN);
        var share = (double) successes / n;
        var otherShare = (double) otherSuccesses / otherN;
        var below = Math.hypot(share - one.low(), other.high() - otherShare);
        var above = Math.hypot(one.high() - share, otherShare - other.low());
        var difference = share - otherShare;
        return new Interval(difference - below, difference + above, LEVEL, IntervalMethod.NEWCOMBE);
    }

    /**
     * The 95 % interval of a difference of two shares of the same n observations, of which some count in the first share only
     * and some in the second only: Bonett and Price's (2012), below 20 observations the exact one with halves for all others.
     */
    public static Interval pairedDifference(long onlyFirst, long onlySecond, long n) {
        requireTrials(onlyFirst + onlySecond, n);
        if (n < FEW_PAIRS) {
            return exact((n + onlyFirst - onlySecond) / 2.0, n).scaled(-1, 2);
        }
        var first = (onlyFirst + 1.0) / (n + 2);
        var second = (onlySecond + 1.0) / (n + 2);
        var centre = first - second;
        var half = Interval.Z95 * Math.sqrt(Math.max(0, first + second - centre * centre) / (n + 2));
        return new Interval(
                Math.max(-1, centre - half), Math.min(1, centre + half), LEVEL, IntervalMethod.BONETT_PRICE);
    }

    /**
     * The exact two-sided sign test of at least one observation: twice the smaller tail of Binomial(n, 1/2), at most 1.
     */
    public static double signTest(long ups, long downs) {
        var n = ups + downs;
        requireTrials(ups, n);
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
