package io.judgefleet.schemas;

/** Who wrote a label. */
public enum AnnotatorKind {
    /** An objective answer key. */
    GOLD,
    HUMAN,
    /** A stronger judge. */
    TEACHER
}
