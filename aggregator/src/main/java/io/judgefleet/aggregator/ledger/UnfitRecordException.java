package io.judgefleet.aggregator.ledger;

/** A record that can be read and cannot be counted; no later try would change it. */
public final class UnfitRecordException extends RuntimeException {
    public UnfitRecordException(String message) {
        super(message);
    }

    UnfitRecordException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
