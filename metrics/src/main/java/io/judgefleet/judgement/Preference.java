package io.judgefleet.judgement;

/** Which of two answers won. */
public enum Preference implements Coded {
    FIRST(0),
    SECOND(1),
    TIE(2);

    /** The constants by their codes. */
    public static final Codes<Preference> CODES = Codes.of(Preference.class);

    private final int code;

    Preference(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** The same preference when the two answers trade places; its own inverse. */
    public Preference swapped() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case TIE -> TIE;
        };
    }
}
