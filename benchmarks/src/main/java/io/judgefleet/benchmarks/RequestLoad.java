package io.judgefleet.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Requests of about one kilobyte, and a reader of committed records that waits for their verdicts. */
final class RequestLoad {
    private static final String TEXT = "It is so because it could not be otherwise. ".repeat(9);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Map<String, Object> clients;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> verdicts;
    private final Codec<JudgeRequest> requests;
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private long number;

    RequestLoad(Map<String, Object> clients, Map<String, Object> serde) {
        this.clients = clients;
        this.requests = Codec.judgeRequests(serde);
        this.producer = producer(clients);
        this.verdicts = consumer(clients);
    }

    /** What a reader saw. */
    record Arrivals(long[] nanos, long[] latencies) {
        /** From the first to the last. */
        double perSecond() {
            return (nanos.length - 1) / ((nanos[nanos.length - 1] - nanos[0]) / 1e9);
        }
    }

    Map<String, Object> clients() {
        return clients;
    }

    /** Sends requests as fast as it goes; returns when the broker has them. */
    void submit(int count) {
        for (int i = 0; i < count; i++) {
            send();
        }
        producer.flush();
    }

    /** Sends requests of the caller's; returns when the broker has them. */
    void submit(List<JudgeRequest> own) {
        own.forEach(this::send);
        producer.flush();
    }

    /** Sends requests at equal distances; one that is late is sent at once. */
    void submitEvenly(int count, double perSecond) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i / perSecond * 1e9);
            LockSupport.parkNanos(due - System.nanoTime());
            send();
        }
    }

    /** Reads the next verdicts, so many. */
    Arrivals awaitVerdicts(int count) {
        var nanos = new long[count];
        var latencies = new long[count];
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int seen = 0; seen < count; ) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected %d verdicts, saw %d".formatted(count, seen));
            }
            for (var received : verdicts.poll(POLL)) {
                long now = System.nanoTime();
                var sent = sentAt.remove(new String(received.key(), UTF_8));
                latencies[seen] = sent == null ? 0 : now - sent;
                nanos[seen++] = now;
            }
        }
        return new Arrivals(nanos, latencies);
    }

    /** Reads the next verdicts, so many, as they are on the topic. */
    List<byte[]> awaitValues(int count) {
        var values = new ArrayList<byte[]>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (values.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected %d verdicts, saw %d".formatted(count, values.size()));
            }
            verdicts.poll(POLL).forEach(received -> values.add(received.value()));
        }
        return values;
    }

    private void send() {
        send(request(number++));
    }

    private void send(JudgeRequest request) {
        var topic = Topics.JUDGE_REQUESTS.name();
        var bytes = requests.encode(topic, request);
        var key = request.comparison().question().id().getBytes(UTF_8);
        var produced = new ProducerRecord<>(topic, key, bytes);
        produced.headers().add(Headers.header(Headers.JUDGE_PROFILE, request.judgeProfile()));
        sentAt.put(request.comparison().id().value(), System.nanoTime());
        producer.send(produced);
    }

    private static JudgeRequest request(long number) {
        var comparison = new Comparison(
                ComparisonId.of("benchmark", Long.toString(number)),
                Question.of("Why is it so, number " + number + "?"),
                List.of(new Answer("first", TEXT), new Answer("second", TEXT + number)),
                Optional.empty(),
                Optional.of("benchmark"),
                Optional.empty());
        return JudgeRequest.of(
                comparison,
                "judgelm",
                JudgingMode.PAIR,
                new Routing(Optional.empty(), Lane.LIVE, Instant.now(), Optional.empty()));
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> clients) {
        var settings = new HashMap<>(clients);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        // On a topic that is seconds old a retried batch can overtake; one at a time, it cannot.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> clients) {
        var settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.VERDICTS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }
}
