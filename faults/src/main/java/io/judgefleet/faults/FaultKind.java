package io.judgefleet.faults;

import java.time.Duration;

/** What can go wrong on purpose; the durations are how long the fault lasts before it is healed. */
public enum FaultKind {
    WORKER_KILL(Victim.WORKER, 0, 3),
    /** SIGTERM: it must drain and say so by its exit status. */
    WORKER_STOP(Victim.WORKER, 0, 2),
    /** Frozen beyond the session timeout: it wakes as a zombie. */
    WORKER_PAUSE(Victim.WORKER, 10, 14),
    /** Its clock jumps by two hours, and back when healed. */
    WORKER_CLOCK_JUMP(Victim.WORKER, 6, 12),
    /** Cut off from all brokers. */
    WORKER_CUT(Victim.WORKER, 1, 12),
    /** Cut off from one broker. */
    LINK_CUT(Victim.WORKER, 1, 8),
    LINK_DELAY(Victim.WORKER, 4, 8),
    /** Half-open: what one broker says does not arrive. */
    LINK_SILENT(Victim.WORKER, 2, 12),
    BROKER_KILL(Victim.BROKER, 1, 5),
    BROKER_STOP(Victim.BROKER, 1, 4),
    BROKER_PAUSE(Victim.BROKER, 3, 10),
    /** No client reaches it, its peers do. */
    BROKER_CUT(Victim.BROKER, 2, 8),
    BROKER_DELAY(Victim.BROKER, 4, 8),
    /** Its peers do not reach it, clients do. */
    BROKER_ISOLATED(Victim.BROKER, 4, 10),
    DISK_FULL(Victim.BROKER, 4, 8),
    REGISTRY_KILL(Victim.REGISTRY, 0, 3),
    REGISTRY_REFUSING(Victim.REGISTRY, 3, 8),
    REGISTRY_SLOW(Victim.REGISTRY, 4, 8),
    REGISTRY_SILENT(Victim.REGISTRY, 4, 12),
    AGGREGATOR_KILL(Victim.AGGREGATOR, 0, 3),
    /** Somebody joins the workers' group and leaves it, every second. */
    REBALANCE_STORM(Victim.GROUP, 4, 8),
    /** A record that makes the engine abort its process. */
    ENGINE_ABORT(Victim.GROUP, 6, 6),
    /** A record on which the engine fails without harm, the first time that a process sees it. */
    ENGINE_FAILURE(Victim.RECORDS, 0, 0),
    GARBAGE(Victim.RECORDS, 0, 0),
    TRUNCATED(Victim.RECORDS, 0, 0),
    UNKNOWN_SCHEMA(Victim.RECORDS, 0, 0),
    FOREIGN_SCHEMA(Victim.RECORDS, 0, 0),
    OVERSIZED(Victim.RECORDS, 0, 0);

    private final Victim victim;
    private final int minSeconds;
    private final int maxSeconds;

    FaultKind(Victim victim, int minSeconds, int maxSeconds) {
        this.victim = victim;
        this.minSeconds = minSeconds;
        this.maxSeconds = maxSeconds;
    }

    public Victim victim() {
        return victim;
    }

    /** A duration between the shortest and the longest. */
    Duration duration(double share) {
        return Duration.ofMillis(Math.round(1000 * (minSeconds + share * (maxSeconds - minSeconds))));
    }

    /** How long its victim is left alone afterwards; a broker has to catch up with its peers, a program to start. */
    public Duration respite() {
        return switch (victim) {
            case BROKER -> Duration.ofSeconds(8);
            // Longer than the session timeout, so that a dead member is gone from the group.
            case WORKER -> Duration.ofSeconds(8);
            case REGISTRY, AGGREGATOR -> Duration.ofSeconds(6);
            case GROUP -> Duration.ofSeconds(10);
            case RECORDS -> Duration.ZERO;
        };
    }
}
