package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.Progress;
import io.judgefleet.aggregator.Progress.State;
import io.judgefleet.aggregator.figures.PublishingState;
import io.judgefleet.aggregator.figures.Words;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;

/** Ready while counts can be read; alive until the stream has failed for good. */
@Factory
final class StreamHealth {
    private static final Duration AFTERMATH = Duration.ofMinutes(5);

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

    /** Not among readiness and liveness: neither another address nor a restart would help. */
    @Singleton
    HealthIndicator publishing(PublishingState publishing, Progress progress) {
        return () -> {
            var failure = publishing.failure().filter(any -> progress.isPublisher());
            return result(
                    "publishing",
                    failure.isEmpty(),
                    failure.<Map<String, Object>>map(
                                    failed -> Map.of("since", failed.since(), "reason", failed.reason()))
                            .orElse(Map.of()));
        };
    }

    /** Down for a while after a stream thread ended, for one that is replaced may end again. */
    @Singleton
    HealthIndicator threads(Progress progress, Clock clock) {
        return () -> {
            var recently = clock.instant().minus(AFTERMATH);
            var isCalm = progress.lastThreadDeathAt().filter(recently::isBefore).isEmpty();
            return result("stream-threads", isCalm, Map.of("deaths", progress.threadDeaths()));
        };
    }

    private static Publisher<HealthResult> result(String name, boolean isUp, Map<String, Object> details) {
        return Publishers.just(HealthResult.builder(name, isUp ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build());
    }

    private static HealthIndicator indicator(String name, Progress progress, Predicate<State> isUp) {
        return () -> {
            var state = progress.state();
            return result(name, isUp.test(state), Map.of("state", Words.of(state), "lag", progress.lag()));
        };
    }
}
