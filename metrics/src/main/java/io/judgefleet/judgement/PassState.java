package io.judgefleet.judgement;

/** How a pass ended, without what it said (metrics definition B0). */
public enum PassState {
    SCORED,
    TRUNCATED,
    UNPARSABLE,
    REFUSED,
    FAILED,
    TIMED_OUT;

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
