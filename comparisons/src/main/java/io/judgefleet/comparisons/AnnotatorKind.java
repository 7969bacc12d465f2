package io.judgefleet.comparisons;

/** Who wrote a label. */
public enum AnnotatorKind {
    /** An objective answer key. */
    GOLD,
    HUMAN,
    /** A stronger judge. */
    TEACHER
}
