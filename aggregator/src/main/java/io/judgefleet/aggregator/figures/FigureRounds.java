package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.CountsUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Reports reports;
    private final List<FigureSink> sinks;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("figures").daemon().factory());

    public FigureRounds(Reports reports, List<FigureSink> sinks, Clock clock) {
        this.reports = reports;
        this.sinks = List.copyOf(sinks);
        this.clock = clock;
    }

    public void start(Duration interval) {
        var ignored = executor.scheduleWithFixedDelay(
                this::round, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
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

    void round() {
        try {
            var snapshot = reports.snapshot(clock.instant());
            sinks.forEach(sink -> sink.take(snapshot));
        } catch (CountsUnavailableException e) {
            LOG.atDebug().addKeyValue("error", e.getMessage()).log("no figures this time");
        } catch (
                RuntimeException e) { // a schedule ends silently with the first exception; the next round may go better
            LOG.atWarn().setCause(e).log("figures were not handed on");
        }
    }
}
