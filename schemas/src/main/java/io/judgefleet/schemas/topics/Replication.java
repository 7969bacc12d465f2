package io.judgefleet.schemas.topics;

/**
 * How many replicas a topic has and how many of them must have a record before it is acknowledged.
 *
 * @param factor replicas of each partition
 * @param minInSync replicas that must have a record, at most as many as there are
 */
public record Replication(short factor, int minInSync) {
    private static final short USUAL_FACTOR = 3;
    private static final int USUAL_MIN_IN_SYNC = 2;

    public Replication {
        if (factor < 1) {
            throw new IllegalArgumentException("expected a replication factor of 1 or more, found " + factor);
        }
        if (minInSync < 1 || minInSync > factor) {
            throw new IllegalArgumentException(
                    "expected min.insync.replicas from 1 to the replication factor %d, found %d"
                            .formatted(factor, minInSync));
        }
    }

    /** With as many replicas as are given, one may fail without a producer noticing where there are three or more. */
    public static Replication of(short factor) {
        return new Replication(factor, factor < USUAL_FACTOR ? 1 : USUAL_MIN_IN_SYNC);
    }

    /** Three replicas, or as many as there are brokers. */
    public static Replication forBrokers(int brokers) {
        return of((short) Math.min(USUAL_FACTOR, Math.max(1, brokers)));
    }
}
