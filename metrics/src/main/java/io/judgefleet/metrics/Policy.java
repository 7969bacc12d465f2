package io.judgefleet.metrics;

/** How passes without scores enter a figure; every published figure names its policy (metrics definition B0). */
public enum Policy {
    /** They are dropped; the default. */
    STRICT,
    /** They count as ties, as JudgeLM and PandaLM do. */
    TIE,
    /** They stay in the denominator and are never correct, as JudgeBench does. */
    WRONG
}
