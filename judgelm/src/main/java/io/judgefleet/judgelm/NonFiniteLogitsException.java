package io.judgefleet.judgelm;

import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;

/** A model that answers NaN or infinity where a command needs numbers. */
public final class NonFiniteLogitsException extends RuntimeException {
    public NonFiniteLogitsException(String message) {
        super(message);
    }

    /**
     * The pass, if the engine did not fail on it.
     *
     * @throws NonFiniteLogitsException if it did
     */
    public static Pass requireFinite(Pass pass) {
        if (pass.outcome() instanceof PassOutcome.Failed(var reason)) {
            throw new NonFiniteLogitsException(reason);
        }
        return pass;
    }
}
