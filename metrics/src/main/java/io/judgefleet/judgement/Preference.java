package io.judgefleet.judgement;

/** Which of two answers won. */
public enum Preference {
    FIRST,
    SECOND,
    TIE;

    /** The same preference when the two answers trade places; its own inverse. */
    public Preference swapped() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case TIE -> TIE;
        };
    }
}
