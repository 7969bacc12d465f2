package io.judgefleet.judgelm;

/** A model that answers NaN or infinity where a command needs numbers. */
public final class NonFiniteLogitsException extends RuntimeException {
    public NonFiniteLogitsException(String message) {
        super(message);
    }
}
