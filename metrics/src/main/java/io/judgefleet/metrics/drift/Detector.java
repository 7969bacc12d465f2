package io.judgefleet.metrics.drift;

/**
 * A watch over a stream, in the stream's order: it depends on that order and cannot be merged, so that one partition must see
 * it all.
 */
public sealed interface Detector permits ECusum, PageHinkley {
    /** The detector after one more observation. */
    Detector next(double observation);

    /**
     * The detector after a round of observations that have no order among themselves.
     *
     * @param mean of them; where they are zeros and ones, the share of ones
     */
    Detector next(double mean, long observations);

    /** How much speaks for a move so far. */
    double statistic();

    /** The statistic beyond which there is an alarm. */
    double threshold();

    default boolean isAlarm() {
        return statistic() > threshold();
    }

    /** The detector as it was before its first observation. */
    Detector restarted();
}
