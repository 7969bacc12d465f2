package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.counts.Progress;
import io.judgefleet.aggregator.counts.Progress.State;
import io.judgefleet.aggregator.figures.PublishingState;
import io.judgefleet.judgement.KebabCase;
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
import java.util.function.Supplier;
import org.reactivestreams.Publisher;

/** Ready while counts can be read; alive until the stream has failed for good. */
@Factory
final class StreamHealth {
    private static final Duration AFTERMATH = Duration.ofMinutes(5);

    /** Says whether a restart would help. */
    record LivenessIndicator(Supplier<HealthResult> now) implements HealthIndicator {
        @Override
        public Publisher<HealthResult> getResult() {
            return Publishers.just(now.get());
        }
    }

    /** Says what an operator should look at: neither another address nor a restart would help. */
    record FaultIndicator(Supplier<HealthResult> now) implements HealthIndicator {
        @Override
        public Publisher<HealthResult> getResult() {
            return Publishers.just(now.get());
        }
    }

    @Singleton
    @Readiness
    HealthIndicator readiness(Progress progress) {
        return () -> Publishers.just(result("stream-readiness", progress, state -> state == State.RUNNING));
    }

    @Singleton
    @Liveness
    LivenessIndicator liveness(Progress progress) {
        return new LivenessIndicator(() -> result("stream-liveness", progress, state -> state != State.FAILED));
    }

    @Singleton
    FaultIndicator publishing(PublishingState publishing, Progress progress) {
        return new FaultIndicator(() -> {
            var failure = publishing.failure().filter(any -> progress.isPublisher());
            return result(
                    "publishing",
                    failure.isEmpty(),
                    failure.<Map<String, Object>>map(
                                    failed -> Map.of("since", failed.since(), "reason", failed.reason()))
                            .orElse(Map.of()));
        });
    }

    /** Down for a while after a stream thread ended, for one that is replaced may end again. */
    @Singleton
    FaultIndicator threads(Progress progress, Clock clock) {
        return new FaultIndicator(() -> {
            var recently = clock.instant().minus(AFTERMATH);
            var isCalm = progress.lastThreadDeathAt().filter(recently::isBefore).isEmpty();
            return result("stream-threads", isCalm, Map.of("deaths", progress.threadDeaths()));
        });
    }

    private static HealthResult result(String name, boolean isUp, Map<String, Object> details) {
        return HealthResult.builder(name, isUp ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build();
    }

    private static HealthResult result(String name, Progress progress, Predicate<State> isUp) {
        var state = progress.state();
        return result(name, isUp.test(state), Map.of("state", KebabCase.of(state), "lag", progress.lag()));
    }
}
