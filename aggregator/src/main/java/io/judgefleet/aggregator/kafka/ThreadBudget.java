package io.judgefleet.aggregator.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces stream threads that died, after a pause that grows, until too many died in a short time: then another process, or
 * a person, must try.
 */
final class ThreadBudget implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadBudget.class);

    private static final int REPLACEMENTS = 10;
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Clock clock;
    private final CountDownLatch closing;
    private final Deque<Instant> deaths = new ArrayDeque<>();
    private volatile long total;
    private volatile @Nullable Instant last;

    /** @param closing ends a pause early */
    ThreadBudget(Clock clock, CountDownLatch closing) {
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        var spent = spend();
        LOG.atError().setCause(exception).addKeyValue("deaths", spent).log("a stream thread died");
        if (spent > REPLACEMENTS || exception instanceof Error) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        pause(FIRST_PAUSE.multipliedBy(1L << Math.min(spent - 1, 6)));
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** How many threads died, ever. */
    long deaths() {
        return total;
    }

    Optional<Instant> lastDeathAt() {
        return Optional.ofNullable(last);
    }

    /** How many threads died within the period, this one included. */
    private synchronized int spend() {
        var now = clock.instant();
        total++;
        last = now;
        deaths.add(now);
        deaths.removeIf(death -> death.isBefore(now.minus(PERIOD)));
        return deaths.size();
    }

    private void pause(Duration time) {
        try {
            var ignored = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
