package io.judgefleet.judgement;

/** Which answer the judge was shown first. */
public enum PresentationOrder {
    ORIGINAL,
    SWAPPED
}
