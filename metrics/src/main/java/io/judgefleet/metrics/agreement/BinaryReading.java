package io.judgefleet.metrics.agreement;

/** What a judge of single answers says. */
public enum BinaryReading {
    PASS,
    FAIL,
    /** The judge was asked and said neither. */
    UNSCORED
}
