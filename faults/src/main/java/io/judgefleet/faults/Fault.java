package io.judgefleet.faults;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param at from the start of the run
 * @param target which of several victims, from 0
 * @param link which broker, where the fault is between a worker and a broker, from 0
 * @param duration until it is healed
 */
public record Fault(Duration at, FaultKind kind, int target, int link, Duration duration) {
    /** Who is struck, and by one fault at a time: a worker, or all brokers as if they were one. */
    public String struck() {
        return kind.victim() == Victim.WORKER
                ? kind.victim().name() + target
                : kind.victim().name();
    }

    Duration end() {
        return at.plus(duration);
    }

    @Override
    public String toString() {
        return "%6.1f s  %-18s target %d, link %d, %.1f s long"
                .formatted(at.toMillis() / 1e3, kind, target, link, duration.toMillis() / 1e3);
    }
}
