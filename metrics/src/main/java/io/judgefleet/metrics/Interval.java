package io.judgefleet.metrics;

/** A confidence interval with its level and the method it was made by. */
public record Interval(double low, double high, double level, IntervalMethod method) {
    /** The two-sided 97.5 % quantile of the normal distribution. */
    public static final double Z95 = 1.959963984540054;

    public Interval {
        Require.within(0, 1, level, "level");
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "an interval's low must not exceed its high, found %s and %s".formatted(low, high));
        }
    }

    /** 95 % by normal quantiles around an estimate. */
    public static Interval normal(double estimate, double standardError) {
        return around(estimate, standardError, IntervalMethod.NORMAL);
    }

    /** 95 % by normal quantiles around an estimate whose error was found by the method. */
    public static Interval around(double estimate, double standardError, IntervalMethod method) {
        return new Interval(estimate - Z95 * standardError, estimate + Z95 * standardError, 0.95, method);
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
