package io.judgefleet.metrics;

/** Why a figure has no value. */
public enum Absence {
    /** Nothing was counted. */
    NO_DATA,
    /** All comparisons were meant to be judged in one presentation order, so that nothing can be said of positions. */
    ONE_ORDER,
    /** Fewer observations than the figure needs, or than may be shown. */
    TOO_FEW,
    /** Chance alone would agree always: one label takes all of both margins. */
    DEGENERATE_MARGINALS,
    /** All observations have the same value or class, so that there is nothing to compare. */
    NO_VARIANCE,
    /** The judge does no better than chance, so that it says nothing to correct by. */
    UNINFORMATIVE_JUDGE,
    /** The estimate grows without limit on these data. */
    UNBOUNDED,
    /** A sum that must be positive is zero. */
    ZERO_DENOMINATOR
}
