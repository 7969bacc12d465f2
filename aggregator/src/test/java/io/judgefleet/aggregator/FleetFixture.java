package io.judgefleet.aggregator;

import io.judgefleet.comparisons.Label;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.testkit.TopicContents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with the fleet's topics, and a producer of verdicts and labels. */
final class FleetFixture implements AutoCloseable {
    private final Path folder;
    private final LocalBroker broker;
    private final Map<String, Object> registry;
    private final Codec<Verdict> verdicts;
    private final Codec<Label> labels;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();

    private FleetFixture(Path folder, Map<String, Object> registry) {
        this.folder = folder;
        this.registry = registry;
        broker = LocalBroker.start(folder.resolve("broker"), 0);
        verdicts = Codec.verdicts(registry);
        labels = Codec.labels(registry);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin).apply(Topics.ALL);
        }
        // One request at a time: on a new topic a refused first batch may otherwise be overtaken, and then never be
        // taken.
        var settings = new HashMap<>(Limits.producer());
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("max.in.flight.requests.per.connection", 1);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** With a registry that lives in this JVM. */
    static FleetFixture start(Path folder) {
        return start(
                folder,
                Map.of("schema.registry.url", "mock://" + folder.getFileName(), "auto.register.schemas", "true"));
    }

    static FleetFixture start(Path folder, Map<String, Object> registry) {
        return new FleetFixture(folder, registry);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What an aggregator of this fleet is started with; those of another folder keep their state apart. */
    Map<String, Object> properties(String state) {
        var properties = new HashMap<String, Object>();
        properties.put("judgefleet.kafka.bootstrap.servers", broker.bootstrapServers());
        registry.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        properties.put("micronaut.server.port", -1);
        properties.put("judgefleet.aggregator.state-dir", folder.resolve(state).toString());
        properties.put("judgefleet.aggregator.event-time", "judged");
        properties.put("judgefleet.aggregator.commit-interval", "100ms");
        properties.put("judgefleet.aggregator.publish-interval", "200ms");
        return properties;
    }

    byte[] encoded(Verdict verdict) {
        return verdicts.encode(Topics.VERDICTS.name(), verdict);
    }

    byte[] encoded(Label label) {
        return labels.encode(Topics.LABELS.name(), label);
    }

    void publish(Object event) {
        switch (event) {
            case Verdict verdict ->
                send(
                        Topics.VERDICTS.name(),
                        verdict.subject().comparisonId().value(),
                        verdicts.encode(Topics.VERDICTS.name(), verdict));
            case Label label ->
                send(Topics.LABELS.name(), label.comparisonId().value(), labels.encode(Topics.LABELS.name(), label));
            default -> throw new IllegalArgumentException("expected a verdict or a label, found " + event);
        }
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        var ignored = producer.send(record);
    }

    void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** What the compacted topic says now. */
    Map<String, Leaderboard> leaderboards() {
        var boards = new HashMap<String, Leaderboard>();
        try (var codec = Codec.leaderboards(registry)) {
            for (var record : read(Topics.LEADERBOARDS.name())) {
                var key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() == null) {
                    boards.remove(key);
                } else if (codec.decode(record.topic(), record.value())
                        instanceof Decoded.Readable<Leaderboard>(var board)) {
                    boards.put(key, board);
                } else {
                    throw new AssertionError("unreadable leaderboard under " + key);
                }
            }
        }
        return boards;
    }

    long records(String topic) {
        return read(topic).size();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return TopicContents.committed(Map.of("bootstrap.servers", broker.bootstrapServers()), topic);
    }

    void flush() {
        producer.flush();
    }

    HttpResponse<String> get(Aggregator aggregator, String path) throws Exception {
        return get(aggregator.url(), path);
    }

    HttpResponse<String> get(URI base, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        producer.close();
        verdicts.close();
        labels.close();
        broker.close();
    }
}
