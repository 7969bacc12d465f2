package io.judgefleet.local.supervision;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An aggregator in this process that is started again when it fails for good, with pauses that grow. */
public final class SupervisedAggregator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedAggregator.class);

    private final Callable<? extends Running> start;
    private final RestartPolicy policy;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch;
    private volatile Consumer<String> news = failure -> {};

    // Guarded by this.
    private Running running;

    /** An aggregator, as far as it is supervised. */
    public interface Running extends AutoCloseable {
        /** Returns when it failed for good or was closed. */
        void awaitEnd() throws InterruptedException;

        @Override
        void close();
    }

    private SupervisedAggregator(
            Callable<? extends Running> start, Running running, RestartPolicy policy, InstantSource clock) {
        this.start = start;
        this.running = running;
        this.policy = policy;
        this.clock = clock;
        this.watch = Thread.ofPlatform().daemon().name("restarts-of-aggregator").unstarted(this::watch);
    }

    /** Starts for the first time on the caller's thread, so that it hears of a start that fails. */
    public static SupervisedAggregator start(
            Callable<? extends Running> start, RestartPolicy policy, InstantSource clock) throws Exception {
        var supervised = new SupervisedAggregator(start, start.call(), policy, clock);
        supervised.watch.start();
        return supervised;
    }

    /** Passes a line about each failure from now on. */
    public void reportTo(Consumer<String> listener) {
        news = listener;
    }

    @Override
    public void close() {
        closing.countDown();
        watch.interrupt();
        current().close();
    }

    private synchronized Running current() {
        return running;
    }

    private void watch() {
        try {
            int quickFailures = 0;
            while (true) {
                var startedAt = clock.instant();
                current().awaitEnd();
                if (isClosing()) {
                    return;
                }
                quickFailures = policy.quickDeaths(quickFailures, Duration.between(startedAt, clock.instant()));
                current().close();
                quickFailures = startAgain(quickFailures);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Tries until it runs; returns how often it failed quickly, the tries among them. */
    private int startAgain(int quickFailures) throws InterruptedException {
        int failures = quickFailures;
        var reason = "failed";
        while (true) {
            var pause = policy.pause(failures);
            LOG.atWarn().addKeyValue("pause", pause).log("aggregator failed and is started again");
            news.accept(String.format(
                    Locale.ROOT, "the aggregator %s; it is started again in %.1f s", reason, pause.toMillis() / 1e3));
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return failures;
            }
            try {
                replace(start.call());
                return failures;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) { // whatever keeps it from starting may be over at the next try
                LOG.atWarn().setCause(e).log("aggregator did not start");
                reason = "did not start (" + e.getMessage() + ")";
                failures++;
            }
        }
    }

    private synchronized void replace(Running next) {
        running = next;
        if (isClosing()) {
            next.close();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
