package io.judgefleet.metrics.drift;

/**
 * A watch over a stream, in the stream's order: it depends on that order and cannot be merged, so that one partition must see
 * it all.
 */
public sealed interface Detector permits ECusum, PageHinkley {
    /** The detector after one more observation. */
    Detector next(double observation);

    boolean isAlarm();

    /** The detector as it was before its first observation. */
    Detector restarted();
}
