package io.judgefleet.worker;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Replication;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.testkit.Server;
import io.judgefleet.testkit.TopicContents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker with the fleet's topics and schemas, those who submit requests, and those who read what came of them. */
public final class Fleet implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final Path folder;
    private final Server broker;
    private final String registryUrl;
    private final Codec<JudgeRequest> requests;
    private final Codec<Verdict> verdicts;
    private final KafkaProducer<byte[], byte[]> producer;

    private Fleet(Path folder, Server broker, String registryUrl, int partitions) {
        this.folder = folder;
        this.broker = broker;
        this.registryUrl = registryUrl;
        var registry = Map.of("schema.registry.url", registryUrl);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
                var schemas = SchemaAdmin.connect(registry)) {
            new TopicAdmin(admin)
                    .withReplication(Replication.of((short) 1))
                    .apply(Topics.ALL.stream()
                            .map(spec -> spec.withPartitions(partitions))
                            .toList());
            schemas.apply();
        }
        this.requests = Codec.judgeRequests(registry);
        this.verdicts = Codec.verdicts(registry);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.address(),
                        "max.request.size",
                        4 * 1024 * 1024,
                        // On a topic that is seconds old a retried batch can overtake; one at a time, it cannot.
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** With Confluent's registry in memory, one for each fleet. */
    public static Fleet start(Path folder) {
        return start(folder, "mock://" + UUID.randomUUID());
    }

    public static Fleet start(Path folder, String registryUrl) {
        return start(folder, registryUrl, PARTITIONS);
    }

    public static Fleet start(Path folder, int partitions) {
        return start(folder, "mock://" + UUID.randomUUID(), partitions);
    }

    private static Fleet start(Path folder, String registryUrl, int partitions) {
        var broker = LocalBroker.start(folder.resolve("broker"), 0);
        return new Fleet(folder, new Server(broker.bootstrapServers(), broker::close), registryUrl, partitions);
    }

    /** On servers that were started elsewhere; the broker ends with the fleet. */
    static Fleet on(Path folder, Server broker, String registryUrl) {
        return new Fleet(folder, broker, registryUrl, PARTITIONS);
    }

    /** Topics and schemas of another fleet on the same cluster. */
    public void deploy(FleetPrefix prefix) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
                var schemas = SchemaAdmin.connect(
                        Map.of("schema.registry.url", registryUrl, FleetPrefix.SETTING, prefix.value()))) {
            new TopicAdmin(admin)
                    .withReplication(Replication.of((short) 1))
                    .apply(prefix.topics().stream()
                            .map(spec -> spec.withPartitions(PARTITIONS))
                            .toList());
            schemas.apply();
        }
    }

    /** The transactional ids that the broker knows. */
    Set<String> transactionalIds() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .collect(Collectors.toSet());
        }
    }

    String bootstrapServers() {
        return broker.address();
    }

    String registryUrl() {
        return registryUrl;
    }

    /** A worker with a judge of the test's. */
    public Worker worker(Judge judge, Map<String, Object> properties) {
        return Worker.start(properties(properties), choice -> judge);
    }

    /** The properties of a worker of this fleet, with some of the test's above. */
    Map<String, Object> properties(Map<String, Object> own) {
        var all = new HashMap<String, Object>(Map.of(
                "judgefleet.kafka.bootstrap.servers",
                broker.address(),
                "judgefleet.schema-registry.url",
                registryUrl,
                "judgefleet.worker.judge",
                "scripted",
                "judgefleet.worker.state-dir",
                folder.resolve("state").toString(),
                "judgefleet.worker.grace-period",
                "20s",
                "micronaut.server.port",
                "-1"));
        all.putAll(own);
        return all;
    }

    public void submit(JudgeRequest request) {
        submit(Topics.JUDGE_REQUESTS, request);
    }

    public void submit(TopicSpec topic, JudgeRequest request) {
        submit(topic, null, request);
    }

    /** Submits to a certain partition, or to that of the request's key. */
    public void submit(TopicSpec topic, @Nullable Integer partition, JudgeRequest request) {
        var submitted = new ProducerRecord<byte[], byte[]>(
                topic.name(),
                partition,
                request.comparison().question().id().getBytes(StandardCharsets.UTF_8),
                requests.encode(topic.name(), request));
        submitted.headers().add(Headers.header(Headers.JUDGE_PROFILE, request.judgeProfile()));
        submit(submitted);
    }

    public void submit(ProducerRecord<byte[], byte[]> submitted) {
        producer.send(submitted);
    }

    public byte[] encode(JudgeRequest request) {
        return requests.encode(Topics.JUDGE_REQUESTS.name(), request);
    }

    /** All verdicts that a reader of committed records sees, duplicates included. */
    public List<Verdict> verdicts() {
        return verdicts(Topics.VERDICTS);
    }

    public List<Verdict> verdicts(TopicSpec topic) {
        return records(topic).stream()
                .map(received -> verdicts.decode(received.topic(), received.value()))
                .map(decoded -> ((Readable<Verdict>) decoded).value())
                .toList();
    }

    public List<DeadLetter> deadLetters() {
        return records(Topics.DEAD_LETTERS).stream()
                .map(DeadLetters::parse)
                .map(decoded -> ((Readable<DeadLetter>) decoded).value())
                .toList();
    }

    /** All committed records of a topic. */
    public List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic) {
        producer.flush();
        return TopicContents.committed(Map.of("bootstrap.servers", broker.address()), topic.name());
    }

    /** The offsets that a group has committed, added up over the partitions of a topic. */
    public long committed(TopicSpec topic, String group) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic.name()))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        }
    }

    /** How many partitions of a topic each member of a group has. */
    List<Integer> shares(TopicSpec topic, String group) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            var described = admin.describeConsumerGroups(List.of(group)).all().get();
            return Objects.requireNonNull(described.get(group)).members().stream()
                    .map(member -> (int) member.assignment().topicPartitions().stream()
                            .filter(partition -> partition.topic().equals(topic.name()))
                            .count())
                    .toList();
        }
    }

    @Override
    public void close() {
        producer.close();
        requests.close();
        verdicts.close();
        broker.close();
    }
}
