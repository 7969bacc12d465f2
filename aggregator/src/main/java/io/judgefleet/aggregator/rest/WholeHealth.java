package io.judgefleet.aggregator.rest;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.management.endpoint.health.HealthLevelOfDetail;
import io.micronaut.management.health.aggregator.DefaultHealthAggregator;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.reactivestreams.Publisher;

/**
 * Leaves faults that only a person can mend to the whole of {@code /health}. Micronaut has every indicator that is none of liveness
 * among those of readiness, so that an aggregator with one judge too many would be sent no more requests.
 */
@Singleton
@Replaces(DefaultHealthAggregator.class)
final class WholeHealth implements HealthAggregator<HealthResult> {
    private final HealthAggregator<HealthResult> plain;

    WholeHealth(ApplicationConfiguration configuration) {
        plain = new DefaultHealthAggregator(configuration);
    }

    @Override
    public Publisher<HealthResult> aggregate(HealthIndicator[] indicators, HealthLevelOfDetail detail) {
        // Readiness is asked of all but those of liveness, the whole of all.
        var isReadiness = Arrays.stream(indicators).noneMatch(StreamHealth.LivenessIndicator.class::isInstance);
        return plain.aggregate(isReadiness ? withoutFaults(indicators) : indicators, detail);
    }

    @Override
    public Publisher<HealthResult> aggregate(String name, Publisher<HealthResult> results) {
        return plain.aggregate(name, results);
    }

    private static HealthIndicator[] withoutFaults(HealthIndicator[] indicators) {
        return Arrays.stream(indicators)
                .filter(indicator -> !(indicator instanceof StreamHealth.FaultIndicator))
                .toArray(HealthIndicator[]::new);
    }
}
