package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.counts.CountsUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the figures on by the wall clock and on a thread of its own, so that windows close on idle partitions too and the
 * stream never waits for a rating.
 */
public final class FigureRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FigureRounds.class);

    /** How many times as long as it took a round is followed by none. */
    private static final int REST = 9;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Reports reports;
    private final List<FigureSink> sinks;
    private final Clock clock;
    private final PublishingState state;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("figures").daemon().factory());

    public FigureRounds(Reports reports, List<FigureSink> sinks, Clock clock, PublishingState state) {
        this.reports = reports;
        this.sinks = List.copyOf(sinks);
        this.clock = clock;
        this.state = state;
    }

    /** Rounds that take long come more rarely, so that they never take more than a tenth of the time. */
    public void start(Duration interval) {
        schedule(interval.toMillis(), interval.toMillis());
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands the figures on as they stand now; faults are kept in the {@link PublishingState}, for the next round may go better. */
    public void round() {
        try {
            var snapshot = reports.snapshot(clock.instant());
            var failures = sinks.stream()
                    .flatMap(sink -> handOn(snapshot, sink).stream())
                    .toList();
            if (failures.isEmpty()) {
                state.succeeded();
            } else {
                failed("figures were not handed on", failures.getFirst());
            }
        } catch (CountsUnavailableException e) {
            LOG.atDebug().addKeyValue("error", e.getMessage()).log("no figures this time");
        } catch (
                RuntimeException e) { // a schedule ends silently with the first exception; the next round may go better
            failed("figures were not made", e);
        }
    }

    /** One that fails takes nothing from the others. */
    private static Optional<RuntimeException> handOn(Snapshot snapshot, FigureSink sink) {
        try {
            sink.take(snapshot);
            return Optional.empty();
        } catch (RuntimeException e) { // whatever it is, the next round may go better
            return Optional.of(e);
        }
    }

    /** A reason that stays is logged once. */
    private void failed(String message, RuntimeException e) {
        var reason = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        if (state.failed(clock.instant(), reason)) {
            LOG.atWarn().setCause(e).log(message);
        }
    }

    private void schedule(long interval, long delay) {
        if (!executor.isShutdown()) {
            var ignored = executor.schedule(
                    () -> {
                        var start = System.nanoTime();
                        round();
                        var taken = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                        schedule(interval, Math.max(interval, REST * taken));
                    },
                    delay,
                    TimeUnit.MILLISECONDS);
        }
    }
}
