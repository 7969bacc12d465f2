package io.judgefleet.worker.delivery;

/**
 * What became of the records that a worker received since it started; a skip is counted, it is no event.
 *
 * @param received handed over by the broker
 * @param returned given back undecided, because their partitions went to another worker
 */
public record Funnel(
        long received, long returned, long judged, long released, long deadLettered, long skipped, long inFlight) {
    public static final Funnel EMPTY = new Funnel(0, 0, 0, 0, 0, 0, 0);

    /** The records that are this worker's to decide. */
    public long consumed() {
        return received - returned;
    }

    /** The law: consumed = judged + released + dead-lettered + skipped + in flight. */
    public boolean isConserved() {
        return consumed() == judged + released + deadLettered + skipped + inFlight;
    }

    /** What two parts of a worker come to. */
    public Funnel plus(Funnel other) {
        return new Funnel(
                received + other.received,
                returned + other.returned,
                judged + other.judged,
                released + other.released,
                deadLettered + other.deadLettered,
                skipped + other.skipped,
                inFlight + other.inFlight);
    }

    Funnel receive() {
        return new Funnel(received + 1, returned, judged, released, deadLettered, skipped, inFlight + 1);
    }

    Funnel giveBack(int count) {
        return new Funnel(received, returned + count, judged, released, deadLettered, skipped, inFlight - count);
    }

    Funnel decide(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accept accept ->
                new Funnel(received, returned, judged + 1, released, deadLettered, skipped, inFlight - 1);
            case Outcome.Release release ->
                new Funnel(received, returned, judged, released + 1, deadLettered, skipped, inFlight - 1);
            case Outcome.Reject reject ->
                new Funnel(received, returned, judged, released, deadLettered + 1, skipped, inFlight - 1);
            case Outcome.Skip skip ->
                new Funnel(received, returned, judged, released, deadLettered, skipped + 1, inFlight - 1);
        };
    }
}
