package io.judgefleet.metrics;

import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Policy;

/** How many passes ended in which state (metrics definition B0). */
public record OutcomeTally(CountTable states) implements Tally<OutcomeTally> {
    public static OutcomeTally empty() {
        return new OutcomeTally(CountTable.zeros(1, PassState.CODES.width()));
    }

    public OutcomeTally plus(PassOutcome outcome) {
        return plus(PassState.of(outcome));
    }

    public OutcomeTally plus(PassState state) {
        return new OutcomeTally(states.add(0, state.code(), 1));
    }

    public OutcomeTally minus(PassOutcome outcome) {
        return new OutcomeTally(states.add(0, PassState.of(outcome).code(), -1));
    }

    @Override
    public OutcomeTally merge(OutcomeTally other) {
        return new OutcomeTally(states.merge(other.states));
    }

    @Override
    public OutcomeTally without(OutcomeTally other) {
        return new OutcomeTally(states.without(other.states));
    }

    public long count(PassState state) {
        return states.cell(0, state.code());
    }

    /** Completions that parsed among those that could: OK/(OK + UNPARSABLE), truncated prompts' scores included. */
    public Figure parseRate() {
        var parsed = count(PassState.SCORED) + count(PassState.TRUNCATED);
        return Figure.share("B0.parse-rate", Policy.STRICT, "parsed", parsed, parsed + count(PassState.UNPARSABLE));
    }

    /** Passes that the engine failed, that ran out of time or in which the judge declined to judge, among all. */
    public Figure errorRate() {
        var errors = count(PassState.FAILED) + count(PassState.TIMED_OUT) + count(PassState.REFUSED);
        return Figure.share("B0.error-rate", Policy.STRICT, "errors", errors, states.total());
    }
}
