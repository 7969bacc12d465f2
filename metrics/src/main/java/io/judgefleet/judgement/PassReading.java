package io.judgefleet.judgement;

/** What one pass says of a comparison, from the point of view of the original first answer. */
public enum PassReading {
    FIRST,
    TIE,
    SECOND,
    /** The judge was asked and gave no scores. */
    UNSCORED,
    /** The judge was meant to be asked in this order, and there is no pass. */
    ABSENT,
    /** The judge was never meant to be asked in this order. */
    UNASKED;

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

    /** Whether there is a pass, with scores or without. */
    public boolean isMade() {
        return isScored() || this == UNSCORED;
    }

    /** 1 if the first answer won, -1 if the second did, else 0. */
    public int sign() {
        return switch (this) {
            case FIRST -> 1;
            case SECOND -> -1;
            case TIE, UNSCORED, ABSENT, UNASKED -> 0;
        };
    }
}
