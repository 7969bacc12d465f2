package io.judgefleet.aggregator.kafka;

/** A record failed after its ledger was written: the stream thread must end, so that the transaction takes the ledger back. */
final class HalfCountedException extends RuntimeException {
    HalfCountedException(RuntimeException cause) {
        super("a record failed after its ledger was written", cause);
    }
}
