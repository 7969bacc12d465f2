package io.judgefleet.worker.config;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Whether poll loop and engine made progress lately; while the judge is still loading there is nothing to watch. */
@Singleton
@Liveness
final class LivenessIndicator implements HealthIndicator {
    private final Stage stage;
    private final WorkerSettings settings;

    LivenessIndicator(Stage stage, WorkerSettings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var round = stage.state()
                .map(state -> Duration.ofNanos(System.nanoTime() - state.nanos()))
                .orElse(Duration.ZERO);
        var batch = stage.serving()
                .flatMap(serving -> serving.pipeline().inferring())
                .orElse(Duration.ZERO);
        boolean isAlive =
                round.compareTo(settings.watchdog()) <= 0 && batch.compareTo(settings.watchdog()) <= 0 && !hasFailed();
        return Publishers.just(HealthResult.builder("progress", isAlive ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("sincePoll", round.toString(), "inEngine", batch.toString()))
                .build());
    }

    private boolean hasFailed() {
        return stage.serving()
                .map(serving -> serving.pipeline().ended().isCompletedExceptionally())
                .orElse(false);
    }
}
