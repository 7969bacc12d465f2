package io.judgefleet.judgement;

/** How a pass ended, without what it said (metrics definition B0). */
public enum PassState implements Coded {
    SCORED(0),
    TRUNCATED(1),
    UNPARSABLE(2),
    REFUSED(3),
    FAILED(4),
    TIMED_OUT(5);

    /** The constants by their codes. */
    public static final Codes<PassState> CODES = Codes.of(PassState.class);

    private final int code;

    PassState(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    public static PassState of(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Scored ignored -> SCORED;
            case PassOutcome.Truncated ignored -> TRUNCATED;
            case PassOutcome.Unparsable ignored -> UNPARSABLE;
            case PassOutcome.Refused ignored -> REFUSED;
            case PassOutcome.Failed ignored -> FAILED;
            case PassOutcome.TimedOut ignored -> TIMED_OUT;
        };
    }
}
