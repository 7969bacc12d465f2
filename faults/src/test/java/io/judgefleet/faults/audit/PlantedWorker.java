package io.judgefleet.faults.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
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
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The smallest worker: one poll's records at a time; its methods can be called in a wrong order on purpose. */
final class PlantedWorker implements AutoCloseable {
    static final String GROUP = "judgefleet-worker-judgelm";

    private static final JudgeIdentity JUDGE =
            new JudgeIdentity("planted", "w", "t", "p", "none", "greedy", WeightsOrigin.RANDOM);

    private final String name;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Codec<JudgeRequest> requests;
    private final Codec<Verdict> verdicts;

    PlantedWorker(String name, Map<String, Object> clients, Map<String, ?> serde, boolean isTransactional) {
        this.name = name;
        this.consumer = consumer(clients);
        this.producer = producer(name, clients, isTransactional);
        this.requests = Codec.judgeRequests(serde);
        this.verdicts = Codec.verdicts(serde);
        consumer.subscribe(List.of(Topics.JUDGE_REQUESTS.name(), Topics.JUDGE_REQUESTS_BULK.name()));
        if (isTransactional) {
            producer.initTransactions();
        }
    }

    /** The records of the next polls, at least so many. */
    List<ConsumerRecord<byte[], byte[]>> poll(int atLeast) {
        var polled = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (polled.size() < atLeast && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(200)).forEach(polled::add);
        }
        if (polled.size() < atLeast) {
            throw new IllegalStateException("expected %d records, polled %d".formatted(atLeast, polled.size()));
        }
        return polled;
    }

    void begin() {
        producer.beginTransaction();
    }

    /** Writes verdicts and waits until the broker has them. */
    void publish(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(received -> producer.send(verdict(received)));
        producer.flush();
    }

    /** Adds the offsets behind some records to the transaction, as a member of the group. */
    void addOffsets(List<ConsumerRecord<byte[], byte[]>> records) {
        producer.sendOffsetsToTransaction(offsets(records), consumer.groupMetadata());
    }

    /** As {@link #addOffsets}, but with nothing that says who in the group it is. */
    void addOffsetsOfAnybody(List<ConsumerRecord<byte[], byte[]>> records) {
        producer.sendOffsetsToTransaction(offsets(records), new ConsumerGroupMetadata(GROUP));
    }

    void commitTransaction() {
        producer.commitTransaction();
    }

    void abortTransaction() {
        producer.abortTransaction();
    }

    /** Commits the offsets behind some records by themselves. */
    void commit(List<ConsumerRecord<byte[], byte[]>> records) {
        consumer.commitSync(offsets(records));
    }

    /** Judges records as it should be done. */
    void judge(List<ConsumerRecord<byte[], byte[]>> records) {
        begin();
        publish(records);
        addOffsets(records);
        commitTransaction();
    }

    /** Leaves the group, and stays able to publish what it had begun, as a zombie does. */
    ConsumerGroupMetadata leaveGroup() {
        var membership = consumer.groupMetadata();
        consumer.close();
        return membership;
    }

    void addOffsets(List<ConsumerRecord<byte[], byte[]>> records, ConsumerGroupMetadata membership) {
        producer.sendOffsetsToTransaction(offsets(records), membership);
    }

    /** Ends at once; a transaction that is open stays so until a successor or the broker ends it. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
        requests.close();
        verdicts.close();
    }

    private ProducerRecord<byte[], byte[]> verdict(ConsumerRecord<byte[], byte[]> received) {
        if (!(requests.decode(received.topic(), received.value()) instanceof Readable<JudgeRequest>(var request))) {
            throw new IllegalStateException("expected a request at " + received.offset());
        }
        var verdict = new Verdict(
                VerdictId.of(request.id(), JUDGE.fingerprint("test")),
                Origin.of(request, 1),
                JudgedItem.of(request),
                List.of(new Pass(
                        PresentationOrder.ORIGINAL,
                        new PassOutcome.Scored(new ScorePair(8, 6)),
                        "8 6",
                        Optional.empty(),
                        10,
                        3,
                        0)),
                JUDGE,
                new Execution(name, "planted", "cpu", "test", Duration.ZERO, Duration.ofMillis(1)),
                Instant.now());
        var topic = Topics.VERDICTS.name();
        return new ProducerRecord<>(
                topic, request.comparison().id().value().getBytes(UTF_8), verdicts.encode(topic, verdict));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        records.forEach(received -> offsets.put(
                new TopicPartition(received.topic(), received.partition()),
                new OffsetAndMetadata(received.offset() + 1)));
        return offsets;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> clients) {
        var settings = new HashMap<>(Limits.consumer());
        settings.putAll(clients);
        settings.put("group.id", GROUP);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(
            String name, Map<String, Object> clients, boolean isTransactional) {
        var settings = new HashMap<>(clients);
        if (isTransactional) {
            settings.put("transactional.id", name);
        }
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
