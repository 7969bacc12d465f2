package io.judgefleet.worker.delivery;

/**
 * What became of the records that a worker received since it started; a skip is counted, it is no event.
 *
 * @param received handed over by the broker
 * @param returned given back undecided, because their partitions went to another worker
 */
public record RecordCounts(
        long received, long returned, long judged, long released, long deadLettered, long skipped, long inFlight) {
    public static final RecordCounts EMPTY = new RecordCounts(0, 0, 0, 0, 0, 0, 0);

    /** The records that are this worker's to decide. */
    public long consumed() {
        return received - returned;
    }

    /** The law: consumed = judged + released + dead-lettered + skipped + in flight. */
    public boolean isConserved() {
        return consumed() == judged + released + deadLettered + skipped + inFlight;
    }

    /** What two parts of a worker come to. */
    public RecordCounts plus(RecordCounts other) {
        return new RecordCounts(
                received + other.received,
                returned + other.returned,
                judged + other.judged,
                released + other.released,
                deadLettered + other.deadLettered,
                skipped + other.skipped,
                inFlight + other.inFlight);
    }

    RecordCounts receive() {
        return new RecordCounts(received + 1, returned, judged, released, deadLettered, skipped, inFlight + 1);
    }

    RecordCounts giveBack(int count) {
        return new RecordCounts(received, returned + count, judged, released, deadLettered, skipped, inFlight - count);
    }

    RecordCounts decide(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accept accept ->
                new RecordCounts(received, returned, judged + 1, released, deadLettered, skipped, inFlight - 1);
            case Outcome.Release release ->
                new RecordCounts(received, returned, judged, released + 1, deadLettered, skipped, inFlight - 1);
            case Outcome.Reject reject ->
                new RecordCounts(received, returned, judged, released, deadLettered + 1, skipped, inFlight - 1);
            case Outcome.Skip skip ->
                new RecordCounts(received, returned, judged, released, deadLettered, skipped + 1, inFlight - 1);
        };
    }
}
