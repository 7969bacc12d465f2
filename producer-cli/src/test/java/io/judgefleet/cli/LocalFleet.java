package io.judgefleet.cli;

import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.KafkaClients;
import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.servers.LocalRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A real broker and a real registry with the fleet's topics and schemas, and nobody who judges. */
public final class LocalFleet implements AutoCloseable {
    /** Nothing listens there: the discard port. */
    public static final String NOWHERE = "http://127.0.0.1:9";

    private final LocalBroker broker;
    private final LocalRegistry registry;

    private LocalFleet(LocalBroker broker, LocalRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    public static LocalFleet start(Path folder) {
        var broker = LocalBroker.start(folder.resolve("broker"), 0);
        return new LocalFleet(broker, LocalRegistry.start(folder.resolve("registry"), 0));
    }

    /** The command's words with the options that say where this fleet is. */
    public String[] words(String... words) {
        return Stream.concat(
                        Arrays.stream(words),
                        Stream.of(
                                "-b",
                                broker.bootstrapServers(),
                                "--schema-registry-url",
                                registry.url(),
                                "--aggregator-url",
                                NOWHERE))
                .toArray(String[]::new);
    }

    public Ran run(String... words) {
        return Ran.run(words(words));
    }

    public Connection connection() {
        return new Connection(
                new TreeMap<>(Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        Connection.SCHEMA_REGISTRY_URL,
                        registry.url())),
                URI.create(NOWHERE),
                Optional.empty());
    }

    /** All committed records of a topic. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var reader = new TopicReader(new KafkaClients().committed(connection()))) {
            reader.read(reader.beginnings(topic), reader.ends(topic), () -> true, records::add);
        }
        return records;
    }

    /** Everything that was requested, as workers read it. */
    public List<JudgeRequest> requests() {
        var requests = new ArrayList<JudgeRequest>();
        try (var codec = Codec.judgeRequests(connection().settings())) {
            for (var received : records(Topics.JUDGE_REQUESTS.name())) {
                if (codec.decode(received.topic(), received.value())
                        instanceof Decoded.Readable<JudgeRequest>(var it)) {
                    requests.add(it);
                }
            }
        }
        return requests;
    }

    /** Writes a verdict as a worker would. */
    public void judged(Verdict verdict) {
        var topic = Topics.VERDICTS.name();
        try (var codec = Codec.verdicts(connection().settings())) {
            var key = verdict.subject().comparisonId().value().getBytes(StandardCharsets.UTF_8);
            send(new ProducerRecord<>(topic, key, codec.encode(topic, verdict)));
        }
    }

    /** Writes a record, and returns when the broker has it. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        try (var producer = new KafkaClients().producer(connection())) {
            producer.send(record);
        }
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
