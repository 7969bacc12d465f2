package io.judgefleet.metrics.statistics;

/** The gamma family of functions: what tails of the binomial, beta and chi-square distributions are made of. */
public final class Gamma {
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };
    private static final double TINY = 1e-300;
    private static final double EPSILON = 1e-15;
    private static final int MAX_STEPS = 100_000;
    private static final int MAX_QUANTILE_STEPS = 100;
    private static final double SMALL_STEP = 1e-9;

    /** The logarithm of the gamma function of a positive number (Lanczos, g = 7). */
    public static double logGamma(double x) {
        var sum = LANCZOS[0];
        for (var i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + i - 1);
        }
        var t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }

    /** The beta distribution's P(X at most x), by its continued fraction (modified Lentz). */
    public static double regularizedBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        var front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? front * betaFraction(x, a, b) / a
                : 1 - front * betaFraction(1 - x, b, a) / b;
    }

    /** The x below which a beta variable falls with this probability, by Newton's steps, halved where they leave the bounds. */
    public static double betaQuantile(double probability, double a, double b) {
        var logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
        var low = 0.0;
        var high = 1.0;
        var x = a / (a + b);
        for (var step = 0; step < MAX_QUANTILE_STEPS; step++) {
            var surplus = regularizedBeta(x, a, b) - probability;
            if (surplus < 0) {
                low = x;
            } else {
                high = x;
            }
            var density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta);
            var next = x - surplus / density;
            if (next >= low && next <= high) {
                // The error of a step is about the square of the step.
                if (Math.abs(next - x) <= SMALL_STEP * x) {
                    return next;
                }
                x = next;
            } else {
                x = (low + high) / 2;
            }
        }
        return x;
    }

    private static double betaFraction(double x, double a, double b) {
        var c = 1.0;
        var d = 1 / notZero(1 - (a + b) * x / (a + 1));
        var fraction = d;
        for (var m = 1; m < MAX_STEPS; m++) {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < EPSILON) {
                return fraction;
            }
        }
        return fraction;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private Gamma() {}
}
