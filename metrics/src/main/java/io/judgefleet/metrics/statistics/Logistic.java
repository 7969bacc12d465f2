package io.judgefleet.metrics.statistics;

/** The logistic curve. */
public final class Logistic {
    /** 1 / (1 + e^-x), of any finite x without overflow. */
    public static double of(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private Logistic() {}
}
