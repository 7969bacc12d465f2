package io.judgefleet.aggregator;

/** Why the aggregator does not start, in one line for the person who starts it. */
public final class StartRefusedException extends RuntimeException {
    public StartRefusedException(String message) {
        super(message);
    }

    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
