package io.judgefleet.worker.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Notices that the wall clock was set back.
 *
 * <p>The timers of Kafka's clients follow that clock and never go back themselves: they stand still until it is again
 * where it was. A worker whose clock was set back by two hours sends no heartbeat for two hours, is taken for dead and
 * does not join again. A process that starts afterwards has other timers.
 */
final class ClockWatch {
    /** Less than any session takes to expire, more than a clock that is being slewed goes astray. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private Instant latest;

    ClockWatch(InstantSource clock) {
        this.clock = clock;
        this.latest = clock.instant();
    }

    /**
     * Looks at the clock.
     *
     * @throws IllegalStateException if it was set back by more than a few seconds
     */
    void look() {
        var now = clock.instant();
        if (now.isBefore(latest.minus(TOLERANCE))) {
            throw new IllegalStateException(
                    "expected a clock that goes forward, found it set back by %s; starting again helps"
                            .formatted(Duration.between(now, latest)));
        }
        latest = now.isAfter(latest) ? now : latest;
    }
}
