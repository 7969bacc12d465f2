package io.judgefleet.metrics;

/** What one pass says of a comparison, from the point of view of the original first answer. */
public enum PassReading {
    FIRST,
    TIE,
    SECOND,
    /** The judge was asked and gave no scores. */
    UNSCORED,
    /** The judge was not asked in this order, or its pass is not here yet. */
    ABSENT;

    public static PassReading of(Preference preference) {
        return switch (preference) {
            case FIRST -> FIRST;
            case TIE -> TIE;
            case SECOND -> SECOND;
        };
    }

    public boolean isScored() {
        return ordinal() <= SECOND.ordinal();
    }

    /** 1 if the first answer won, -1 if the second did, else 0. */
    public int sign() {
        return switch (this) {
            case FIRST -> 1;
            case SECOND -> -1;
            case TIE, UNSCORED, ABSENT -> 0;
        };
    }
}
