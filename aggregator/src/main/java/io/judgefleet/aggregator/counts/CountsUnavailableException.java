package io.judgefleet.aggregator.counts;

/** Counts cannot be read now; a later try may go better. */
public final class CountsUnavailableException extends RuntimeException {
    public CountsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public CountsUnavailableException(String message) {
        super(message);
    }
}
