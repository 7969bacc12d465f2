package io.judgefleet.metrics.drift;

import io.judgefleet.metrics.MeanTally;

/**
 * What a stream consists of, which decides how it is watched.
 *
 * <p>A baseline says the mean only roughly. What it leaves open is tolerated, or else a long calm stream would drift away from
 * the baseline's error and alarm: with 200 observations and the mean taken for known, one calm stream in five did.
 */
public enum Watched {
    /** Scores from 0 to 10. */
    SCORES,
    /** Zeros and ones, or shares: parsed, consistent, agreeing on a canary. */
    SHARES;

    /** Of the normal distribution, two-sided: 99.5 %. */
    private static final double QUANTILE = 2.807;
    /** The step of a judge's scores: a baseline that varies by less would make an alarm of any rounding. */
    private static final double LEAST_DEVIATION = 0.1;
    /** No baseline is so long that it could tell a rarer event from one that never happens. */
    private static final double LEAST_SHARE = 0.005;

    /** A watch over observations that are {@link #scaled}, after a baseline of at least two. */
    public Detector detector(MeanTally baseline) {
        return switch (this) {
            case SCORES -> PageHinkley.standard(QUANTILE / Math.sqrt(baseline.n()));
            case SHARES -> shares(baseline.mean(), baseline.n());
        };
    }

    /** The statistic above which its detectors alarm. */
    public double threshold() {
        return switch (this) {
            case SCORES -> PageHinkley.standard().threshold();
            case SHARES -> ECusum.standard(.5).threshold();
        };
    }

    /** An observation as the detector takes it. */
    public double scaled(double observation, MeanTally baseline) {
        return switch (this) {
            case SCORES -> (observation - baseline.mean()) / Math.max(LEAST_DEVIATION, baseline.deviation());
            case SHARES -> observation;
        };
    }

    /** Wilson's interval; the variance of a share is at most that of zeros and ones with the same mean. */
    private static Detector shares(double mean, long n) {
        var weight = QUANTILE * QUANTILE / n;
        var centre = (mean + weight / 2) / (1 + weight);
        var half = Math.sqrt(weight * (mean * (1 - mean) + weight / 4)) / (1 + weight);
        return ECusum.standard(
                Math.clamp(centre - half, LEAST_SHARE, 1 - LEAST_SHARE),
                Math.clamp(centre + half, LEAST_SHARE, 1 - LEAST_SHARE));
    }
}
