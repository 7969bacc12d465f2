package io.judgefleet.worker.kafka.publishing;

import java.time.Duration;
import java.time.Instant;

/** How long to leave alone what failed: twice as long each time, up to a bound. */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;
    private Instant until = Instant.MIN;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    /** Begins, or begins again; says until when. */
    public Instant fail(Instant now) {
        until = now.plus(next);
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return until;
    }

    public void succeed() {
        next = first;
        until = Instant.MIN;
    }
}
