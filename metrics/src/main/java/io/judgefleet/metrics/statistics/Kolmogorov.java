package io.judgefleet.metrics.statistics;

/** The distribution of the largest difference of two cumulative distributions. */
public final class Kolmogorov {
    private static final int MAX_TERMS = 100;
    private static final double NEGLIGIBLE = 1e-16;

    /** P(a distance at least so large) of two samples of one distribution, with Stephens' correction (1970). */
    public static double twoSample(double distance, long n, long otherN) {
        var root = Math.sqrt((double) n * otherN / (n + otherN));
        return tail((root + 0.12 + 0.11 / root) * distance);
    }

    /** The alternating series, which does not converge near 0, where the probability is 1 to many digits. */
    private static double tail(double x) {
        if (x < 0.2) {
            return 1;
        }
        var sum = 0.0;
        for (var k = 1; k <= MAX_TERMS; k++) {
            var term = 2 * Math.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < NEGLIGIBLE) {
                break;
            }
        }
        return Math.clamp(sum, 0, 1);
    }

    private Kolmogorov() {}
}
