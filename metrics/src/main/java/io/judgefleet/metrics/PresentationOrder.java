package io.judgefleet.metrics;

/** Which answer the judge was shown first. */
public enum PresentationOrder {
    ORIGINAL,
    SWAPPED
}
