package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.VerdictFixtures;
import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.Arrivals;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.kafka.format.DecodingSerde;
import io.judgefleet.aggregator.kafka.serving.FleetPartitions;
import io.judgefleet.aggregator.kafka.serving.LocalPartitions;
import io.judgefleet.aggregator.kafka.serving.StoreCounts;
import io.judgefleet.aggregator.kafka.stores.OpenStores;
import io.judgefleet.aggregator.kafka.stores.ServedCounts;
import io.judgefleet.aggregator.kafka.stores.Stores;
import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.comparisons.Label;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology without a broker: records in, counts out. */
public final class TopologyDriver implements AutoCloseable, OpenStores {
    public static final Duration HORIZON = Duration.ofDays(30);

    private final Codec<Verdict> verdictCodec;
    private final Codec<Label> labelCodec;
    private final ServedCounts served = new ServedCounts();
    private final RecordFaults faults = new RecordFaults();
    private final TopologyTestDriver driver;

    public TopologyDriver(EventTime eventTime) {
        var registry = Map.of("schema.registry.url", "mock://aggregator", "auto.register.schemas", "true");
        verdictCodec = Codec.verdicts(registry);
        labelCodec = Codec.labels(registry);
        driver = new TopologyTestDriver(
                topology(new Counting(eventTime, HORIZON, true)), settings(), VerdictFixtures.NOON);
    }

    Topology topology(Counting counting) {
        return AggregatorTopology.build(
                counting,
                new StreamParts(new Arrivals(), served, faults),
                DecodingSerde.of(verdictCodec),
                DecodingSerde.ofDeletable(labelCodec),
                FleetPrefix.NONE);
    }

    Counts counts() {
        return new StoreCounts(
                new FleetPartitions(new LocalPartitions(this, HORIZON), List::of, NoNeighbours.INSTANCE, 1));
    }

    public void judged(Verdict verdict) {
        judged(verdict, verdict.judgedAt());
    }

    public void judged(Verdict verdict, Instant appendedAt) {
        var key = verdict.subject().comparisonId().value();
        pipe(Topics.VERDICTS.name(), key, verdictCodec.encode(Topics.VERDICTS.name(), verdict), appendedAt);
    }

    void labelled(Label label) {
        var bytes = labelCodec.encode(Topics.LABELS.name(), label);
        pipe(Topics.LABELS.name(), label.comparisonId().value(), bytes, label.labelledAt());
    }

    void pipe(String topic, String key, byte @Nullable [] value, Instant time) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value, time);
    }

    /** The same verdict under another key than its comparison. */
    void misplaced(String key, Verdict verdict) {
        pipe(Topics.VERDICTS.name(), key, verdictCodec.encode(Topics.VERDICTS.name(), verdict), verdict.judgedAt());
    }

    /** Withdraws the labels of a comparison, all or those of one annotator. */
    void withdrawn(String comparison, String... annotator) {
        var headers = new RecordHeaders();
        for (var name : annotator) {
            headers.add(Headers.header(Headers.ANNOTATOR, name));
        }
        driver.createInputTopic(Topics.LABELS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(comparison, null, headers, VerdictFixtures.NOON));
    }

    byte[] encoded(Verdict verdict) {
        return verdictCodec.encode(Topics.VERDICTS.name(), verdict);
    }

    byte[] encoded(Label label) {
        return labelCodec.encode(Topics.LABELS.name(), label);
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.VERDICT_DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Lets wall-clock time pass, so that schedules run. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    long rows(String store) {
        try (var rows = driver.getKeyValueStore(store).all()) {
            var count = 0L;
            for (; rows.hasNext(); rows.next()) {
                count++;
            }
            return count;
        }
    }

    int panes() {
        return served.partitions().values().stream()
                .mapToInt(PartitionCounts::panes)
                .sum();
    }

    @Override
    public ReadOnlyKeyValueStore<String, IntakeTally> intake() {
        return driver.getKeyValueStore(Stores.INTAKE);
    }

    @Override
    public ServedCounts served() {
        return served;
    }

    @Override
    public ReadOnlyWindowStore<String, AnsweredRequest> requests() {
        return driver.getWindowStore(Stores.REQUESTS);
    }

    @Override
    public void close() {
        driver.close();
    }

    private static Properties settings() {
        var settings = new Properties();
        // Its own, for a test may have several drivers; closing empties it.
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder().toString());
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "aggregator-test",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "none:0",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetterHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetterHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG,
                true));
        return settings;
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("aggregator-test");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
