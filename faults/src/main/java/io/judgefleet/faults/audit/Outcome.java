package io.judgefleet.faults.audit;

import java.time.Instant;

/** What became of a delivery, as a reader of committed records sees it. */
public sealed interface Outcome {
    Position at();

    DeliveryKey key();

    Instant appendedAt();

    /**
     * A verdict.
     *
     * @param started when its batch began, by the worker's clock
     */
    record Judged(Position at, DeliveryKey key, Instant appendedAt, String verdictId, String worker, Instant started)
            implements Outcome {}

    /**
     * A dead letter.
     *
     * @param source where it says that its record was first
     * @param digest over what it kept of the record
     */
    record Dead(Position at, DeliveryKey key, Instant appendedAt, Position source, String digest) implements Outcome {}

    /** A release: the record stands on a retry topic and will be delivered again. */
    record Released(Position at, DeliveryKey key, Instant appendedAt) implements Outcome {}
}
