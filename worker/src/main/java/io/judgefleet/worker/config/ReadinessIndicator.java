package io.judgefleet.worker.config;

import io.judgefleet.worker.kafka.LoopState;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Whether the worker can do its work: the judge is loaded, the registry answers, it is in its group, and it can publish. */
@Singleton
@Readiness
final class ReadinessIndicator implements HealthIndicator {
    /** Longer than a leader takes to change. */
    private static final Duration LONGEST_FAILURE = Duration.ofSeconds(30);

    private final Stage stage;
    private final RegistryProbe registry;

    ReadinessIndicator(Stage stage, RegistryProbe registry) {
        this.stage = stage;
        this.registry = registry;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean isLoaded = stage.serving().isPresent();
        boolean hasJoined = stage.state().map(LoopState::hasJoined).orElse(false);
        boolean isReachable = registry.isReachable();
        boolean isPublishing = stalled().compareTo(LONGEST_FAILURE) < 0;
        boolean isReady = isLoaded && hasJoined && isReachable && isPublishing && !hasEnded();
        return Publishers.just(HealthResult.builder("worker", isReady ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of(
                        "modelLoaded", isLoaded,
                        "groupJoined", hasJoined && !hasEnded(),
                        "registryReachable", isReachable,
                        "publishing", isPublishing))
                .build());
    }

    private Duration stalled() {
        return stage.serving().map(serving -> serving.pipeline().stalled()).orElse(Duration.ZERO);
    }

    private boolean hasEnded() {
        return stage.serving()
                .map(serving -> serving.pipeline().ended().isDone())
                .orElse(false);
    }
}
