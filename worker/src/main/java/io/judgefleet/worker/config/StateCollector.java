package io.judgefleet.worker.config;

import io.judgefleet.worker.delivery.RecordCounts;
import io.judgefleet.worker.kafka.LoopState;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Record counts and the state of the loop from one snapshot, so that the counts add up in every scrape.
 *
 * <p>Micrometer's counters are read one by one, and records would pass between two readings.
 */
@Singleton
public final class StateCollector implements MultiCollector {
    private static final String PREFIX = "judgefleet_worker_";

    private final Stage stage;

    StateCollector(Stage stage, PrometheusMeterRegistry registry) {
        this.stage = stage;
        registry.getPrometheusRegistry().register(this);
    }

    @Override
    public MetricSnapshots collect() {
        return stage.state()
                .map(state -> new MetricSnapshots(
                        records(state.recordCounts()),
                        gauge("in_flight_records", "records between admission and publication")
                                .dataPoint(
                                        point(Labels.EMPTY, state.recordCounts().inFlight()))
                                .build(),
                        tokens(state),
                        partitions(state),
                        lag(),
                        gauge("waiting_records", "records that were fetched and have no room yet or are not due")
                                .dataPoint(point(Labels.EMPTY, state.waiting()))
                                .build(),
                        gauge("oldest_in_flight_seconds", "age of the oldest record in flight")
                                .dataPoint(point(Labels.EMPTY, oldestSeconds(state)))
                                .build()))
                .orElseGet(MetricSnapshots::new);
    }

    private static CounterSnapshot records(RecordCounts recordCounts) {
        return CounterSnapshot.builder()
                .name(PREFIX + "records")
                .help("received - returned = judged + released + dead-lettered + skipped + in flight")
                .dataPoint(fate("received", recordCounts.received()))
                .dataPoint(fate("returned", recordCounts.returned()))
                .dataPoint(fate("judged", recordCounts.judged()))
                .dataPoint(fate("released", recordCounts.released()))
                .dataPoint(fate("dead-lettered", recordCounts.deadLettered()))
                .dataPoint(fate("skipped", recordCounts.skipped()))
                .build();
    }

    private static GaugeSnapshot tokens(LoopState state) {
        var gauge = gauge("in_flight_tokens", "prompt tokens in flight, by feed");
        state.tokens()
                .forEach((feed, tokens) ->
                        gauge.dataPoint(point(Labels.of("feed", feed.name().toLowerCase(Locale.ROOT)), tokens)));
        return gauge.build();
    }

    private static GaugeSnapshot partitions(LoopState state) {
        return gauge("partitions", "partitions that the worker has, and those of them that are paused")
                .dataPoint(point(Labels.of("state", "assigned"), state.assigned()))
                .dataPoint(point(Labels.of("state", "paused"), state.paused()))
                .build();
    }

    private GaugeSnapshot lag() {
        var gauge = gauge("group_lag_records", "records that the whole group has still to decide, by topic");
        stage.serving()
                .map(serving -> serving.measures().lag().records())
                .orElse(Map.of())
                .forEach((topic, records) -> gauge.dataPoint(point(Labels.of("topic", topic), records)));
        return gauge.build();
    }

    private static double oldestSeconds(LoopState state) {
        return state.oldest()
                .map(oldest -> (double) Duration.between(oldest, Instant.now()).toSeconds())
                .orElse(0.0);
    }

    private static CounterDataPointSnapshot fate(String fate, long count) {
        return CounterDataPointSnapshot.builder()
                .labels(Labels.of("fate", fate))
                .value(count)
                .build();
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(PREFIX + name).help(help);
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
