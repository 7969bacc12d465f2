package io.judgefleet.metrics.statistics;

import java.util.Arrays;

/** Quantiles of observed values. */
public final class Quantiles {
    /** The quantile with linear interpolation between neighbours (Hyndman and Fan's type 7, numpy's default). */
    public static double linear(double[] values, double share) {
        if (values.length == 0) {
            throw new IllegalArgumentException("expected at least one value, found none");
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        var place = share * (sorted.length - 1);
        var below = (int) Math.floor(place);
        var above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private Quantiles() {}
}
