package io.judgefleet.judgement;

/** What one pass says of a comparison, from the point of view of the original first answer. */
public enum PassReading implements Coded {
    FIRST(0),
    TIE(1),
    SECOND(2),
    /** The judge was asked and gave no scores. */
    UNSCORED(3),
    /** The judge was meant to be asked in this order, and there is no pass. */
    ABSENT(4),
    /** The judge was never meant to be asked in this order. */
    UNASKED(5);

    /** The constants by their codes. */
    public static final Codes<PassReading> CODES = Codes.of(PassReading.class);

    private final int code;

    PassReading(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    public static PassReading of(Preference preference) {
        return switch (preference) {
            case FIRST -> FIRST;
            case TIE -> TIE;
            case SECOND -> SECOND;
        };
    }

    public boolean isScored() {
        return switch (this) {
            case FIRST, TIE, SECOND -> true;
            case UNSCORED, ABSENT, UNASKED -> false;
        };
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
