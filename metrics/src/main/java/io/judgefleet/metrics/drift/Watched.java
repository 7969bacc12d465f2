package io.judgefleet.metrics.drift;

import io.judgefleet.metrics.statistics.MeanTally;

/** What a stream consists of, which decides how it is watched. */
public enum Watched {
    /** Scores from 0 to 10. */
    SCORES,
    /** Zeros and ones, or shares: parsed, consistent, agreeing on a canary. */
    SHARES;

    /** The step of a judge's scores: a baseline that varies by less would make an alarm of any rounding. */
    private static final double LEAST_DEVIATION = 0.1;
    /** No baseline is so long that it could tell a rarer event from one that never happens. */
    private static final double LEAST_SHARE = 0.005;

    Detector detector(MeanTally baseline) {
        return switch (this) {
            case SCORES -> PageHinkley.standard();
            case SHARES -> ECusum.standard(Math.clamp(baseline.mean(), LEAST_SHARE, 1 - LEAST_SHARE));
        };
    }

    double scaled(double observation, MeanTally baseline) {
        return switch (this) {
            case SCORES -> (observation - baseline.mean()) / Math.max(LEAST_DEVIATION, baseline.deviation());
            case SHARES -> observation;
        };
    }
}
