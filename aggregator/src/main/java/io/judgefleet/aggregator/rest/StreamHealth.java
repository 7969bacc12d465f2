package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.Progress;
import io.judgefleet.aggregator.Progress.State;
import io.judgefleet.aggregator.figures.Words;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Predicate;

/** Ready while counts can be read; alive until the stream has failed for good. */
@Factory
final class StreamHealth {
    @Singleton
    @Readiness
    HealthIndicator readiness(Progress progress) {
        return indicator("stream-readiness", progress, state -> state == State.RUNNING);
    }

    @Singleton
    @Liveness
    HealthIndicator liveness(Progress progress) {
        return indicator("stream-liveness", progress, state -> state != State.FAILED);
    }

    private static HealthIndicator indicator(String name, Progress progress, Predicate<State> isUp) {
        return () -> {
            var state = progress.state();
            return Publishers.just(HealthResult.builder(name, isUp.test(state) ? HealthStatus.UP : HealthStatus.DOWN)
                    .details(Map.of("state", Words.of(state), "lag", progress.lag()))
                    .build());
        };
    }
}
