package io.judgefleet.metrics.statistics;

/** Student's distribution: that of a mean whose error is itself estimated. */
public final class StudentT {
    /** Beyond these degrees of freedom the expansion around the normal distribution is exact to nine digits. */
    private static final long MANY = 200;

    private static final double Z = 1.959963984540054;

    /** The two-sided 97.5 % quantile. */
    public static double quantile95(long degrees) {
        if (degrees < 1) {
            throw new IllegalArgumentException("expected at least one degree of freedom, found " + degrees);
        }
        if (degrees > MANY) {
            var z2 = Z * Z;
            var first = Z * (z2 + 1) / 4;
            var second = Z * (5 * z2 * z2 + 16 * z2 + 3) / 96;
            var third = Z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / 384;
            return Z + (first + (second + third / degrees) / degrees) / degrees;
        }
        // P(|T| > t) is the regularised beta function at degrees / (degrees + t^2).
        var x = Gamma.betaQuantile(0.05, degrees / 2.0, 0.5);
        return Math.sqrt(degrees * (1 - x) / x);
    }

    private StudentT() {}
}
