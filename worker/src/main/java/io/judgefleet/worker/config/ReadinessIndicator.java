package io.judgefleet.worker.config;

import io.judgefleet.worker.kafka.LoopState;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Whether the worker can do its work: the judge is loaded, the registry answers, the group has taken it in. */
@Singleton
@Readiness
final class ReadinessIndicator implements HealthIndicator {
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
        boolean isReady = isLoaded && hasJoined && isReachable;
        return Publishers.just(HealthResult.builder("worker", isReady ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("modelLoaded", isLoaded, "groupJoined", hasJoined, "registryReachable", isReachable))
                .build());
    }
}
