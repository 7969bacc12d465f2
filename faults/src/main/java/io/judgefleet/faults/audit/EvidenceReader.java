package io.judgefleet.faults.audit;

import io.judgefleet.faults.audit.Outcome.Dead;
import io.judgefleet.faults.audit.Outcome.Judged;
import io.judgefleet.faults.audit.Outcome.Released;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topics of a fleet at rest from their beginnings. */
public final class EvidenceReader implements AutoCloseable {
    /** The topics from which workers read; all but the first two are also outcomes. */
    static final List<String> DELIVERIES = List.of(
            Topics.JUDGE_REQUESTS.name(),
            Topics.JUDGE_REQUESTS_BULK.name(),
            Topics.RETRY_1M.name(),
            Topics.RETRY_10M.name());

    /** The topics to which workers write. */
    public static final List<String> OUTCOMES = List.of(
            Topics.VERDICTS.name(), Topics.DEAD_LETTERS.name(), Topics.RETRY_1M.name(), Topics.RETRY_10M.name());

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> clients;
    private final Codec<JudgeRequest> requests;
    private final Codec<Verdict> verdicts;
    private final List<Delivered> deliveries = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /**
     * A reader.
     *
     * @param clients settings of Kafka's clients; an isolation level among them is the reader's own
     * @param serde settings of Confluent's serde
     */
    public EvidenceReader(Map<String, Object> clients, Map<String, ?> serde) {
        this.clients = Map.copyOf(clients);
        this.requests = Codec.judgeRequests(serde);
        this.verdicts = Codec.verdicts(serde);
    }

    /** Everything that the topics hold, and how far the group has committed. */
    public Evidence.Topics read(String group) throws InterruptedException, ExecutionException {
        deliveries.clear();
        outcomes.clear();
        DELIVERIES.forEach(topic -> readAll(topic, this::delivered));
        readAll(Topics.VERDICTS.name(), this::judged);
        readAll(Topics.DEAD_LETTERS.name(), this::dead);
        return new Evidence.Topics(deliveries, outcomes, committed(group));
    }

    @Override
    public void close() {
        requests.close();
        verdicts.close();
    }

    private void delivered(ConsumerRecord<byte[], byte[]> received) {
        var request = readable(requests.decode(received.topic(), received.value()));
        var key = new DeliveryKey(name(request, position(received)), deliveryCount(received));
        var delivered = new Delivered(
                position(received),
                key,
                Headers.text(received.headers(), Headers.JUDGE_PROFILE)
                        .or(() -> request.map(JudgeRequest::judgeProfile)),
                Instant.ofEpochMilli(received.timestamp()),
                RecordDigest.of(received),
                isRetryTopic(received.topic()) ? Headers.notBefore(received.headers()) : Optional.empty());
        deliveries.add(delivered);
        if (delivered.isRetry()) {
            var released = new DeliveryKey(key.request(), key.count() - 1);
            outcomes.add(new Released(delivered.at(), released, delivered.appendedAt()));
        }
    }

    private void judged(ConsumerRecord<byte[], byte[]> received) {
        var verdict = readable(verdicts.decode(received.topic(), received.value()))
                .orElseThrow(() -> new IllegalStateException("expected a verdict at " + position(received)));
        outcomes.add(new Judged(
                position(received),
                new DeliveryKey(
                        verdict.origin().requestId().value(), verdict.origin().deliveryCount()),
                Instant.ofEpochMilli(received.timestamp()),
                verdict.id().value(),
                verdict.execution().workerId(),
                verdict.judgedAt().minus(verdict.execution().inference())));
    }

    /** A mark beside the letters says what people did with one later; it is no outcome of a delivery. */
    private void dead(ConsumerRecord<byte[], byte[]> received) {
        if (DeadLetterMark.parse(received).isPresent()) {
            return;
        }
        var letter = readable(DeadLetters.parse(received))
                .orElseThrow(() -> new IllegalStateException("expected a dead letter at " + position(received)));
        var source = new Position(
                letter.source().topic(),
                letter.source().partition(),
                letter.source().offset());
        var request = readable(requests.decode(source.topic(), letter.value().orElse(null)));
        outcomes.add(new Dead(
                position(received),
                new DeliveryKey(name(request, source), letter.cause().lastTry().deliveryCount()),
                Instant.ofEpochMilli(received.timestamp()),
                source,
                RecordDigest.of(letter)));
    }

    private void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var settings = new HashMap<>(Limits.consumer());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putAll(clients);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    private Map<String, Long> committed(String group) throws InterruptedException, ExecutionException {
        var committed = new HashMap<String, Long>();
        try (var admin = Admin.create(clients)) {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition.toString(), offset.offset());
                        }
                    });
        }
        return committed;
    }

    /** Only on a retry topic did a worker write the header; elsewhere it is the producer's own business. */
    private static int deliveryCount(ConsumerRecord<?, ?> received) {
        return isRetryTopic(received.topic()) ? Headers.deliveryCount(received.headers()) : 1;
    }

    private static boolean isRetryTopic(String topic) {
        return topic.equals(Topics.RETRY_1M.name()) || topic.equals(Topics.RETRY_10M.name());
    }

    private static Position position(ConsumerRecord<?, ?> received) {
        return new Position(received.topic(), received.partition(), received.offset());
    }

    private static String name(Optional<JudgeRequest> request, Position at) {
        return request.map(readable -> readable.id().value()).orElseGet(at::toString);
    }

    private static <V> Optional<V> readable(Decoded<V> decoded) {
        return switch (decoded) {
            case Readable<V>(var value) -> Optional.of(value);
            case Unreadable<V> unreadable -> Optional.empty();
        };
    }
}
