package io.judgefleet.metrics;

import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.statistics.StudentT;

/** A confidence interval with its level and the method it was made by. */
public record Interval(double low, double high, double level, IntervalMethod method) {
    /** The two-sided 97.5 % quantile of the normal distribution. */
    public static final double Z95 = 1.959963984540054;

    private static final double LEVEL = 0.95;
    /** How many observations count as decided ones in a robust error, which sees no variance where all are ties. */
    private static final double DECIDED = 2;

    public Interval {
        Require.within(0, 1, level, "level");
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "an interval's low must not exceed its high, found %s and %s".formatted(low, high));
        }
    }

    /** 95 % by normal quantiles around an estimate. */
    public static Interval normal(double estimate, double standardError) {
        return new Interval(
                estimate - Z95 * standardError, estimate + Z95 * standardError, LEVEL, IntervalMethod.NORMAL);
    }

    /**
     * 95 % of the mean of n observations within a range. Each end is Student's as if one observation more had been at that
     * end of the range: what was not seen yet may be there, so that equal observations do not make a certainty.
     *
     * @param variance sample variance of the observations
     */
    public static Interval ofMean(long n, double mean, double variance, Range range) {
        return new Interval(
                range.cut(mean - distance(n, mean, variance, range.low())),
                range.cut(mean + distance(n, mean, variance, range.high())),
                LEVEL,
                IntervalMethod.STUDENT);
    }

    /**
     * 95 % of a figure whose observations came by question, each of which is one observation of the figure.
     *
     * @param deviation of the figure over replicates in which questions were drawn anew
     * @param questions at least 2
     */
    public static Interval byQuestion(double estimate, double deviation, long questions, Range range) {
        // Replicates vary as a mean of the questions does whose variance was not divided by one less than their number.
        var ofMean = deviation * deviation * questions / (questions - 1);
        if (range.isBounded()) {
            return ofMean(questions, estimate, questions * ofMean, range).by(IntervalMethod.POISSON_BOOTSTRAP);
        }
        var half = StudentT.quantile95(questions - 1) * Math.sqrt(ofMean);
        return new Interval(estimate - half, estimate + half, LEVEL, IntervalMethod.POISSON_BOOTSTRAP);
    }

    /**
     * 95 % of an estimate by maximum likelihood. The robust error leaves out what the model only claims, but is 0 where all are
     * ties; so it moves towards the model's error as if two of n observations had been decided ones.
     */
    public static Interval robust(double estimate, double robustError, double modelError, long n) {
        var surplus = Math.max(0, modelError * modelError - robustError * robustError);
        var error = Math.sqrt(robustError * robustError + DECIDED / (n + DECIDED) * surplus);
        var half = StudentT.quantile95(Math.max(1, n - 1)) * error;
        return new Interval(estimate - half, estimate + half, LEVEL, IntervalMethod.SANDWICH);
    }

    /** The same interval on another scale. */
    public Interval scaled(double shift, double scale) {
        return new Interval(shift + scale * low, shift + scale * high, level, method);
    }

    /** The same interval, within the range. */
    public Interval within(Range range) {
        return new Interval(range.cut(low), range.cut(high), level, method);
    }

    /** This interval, no narrower than the other. */
    public Interval including(Interval other) {
        return new Interval(Math.min(low, other.low), Math.max(high, other.high), level, method);
    }

    /** The same interval by the name of another method. */
    public Interval by(IntervalMethod other) {
        return new Interval(low, high, level, other);
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** How far from the mean that end lies where one observation more has the value. */
    private static double distance(long n, double mean, double variance, double unseen) {
        var centre = (n * mean + unseen) / (n + 1);
        var squares = variance * (n - 1) + n * Math.pow(mean - centre, 2) + Math.pow(unseen - centre, 2);
        return Math.abs(mean - centre) + StudentT.quantile95(n) * Math.sqrt(squares / n / (n + 1));
    }
}
