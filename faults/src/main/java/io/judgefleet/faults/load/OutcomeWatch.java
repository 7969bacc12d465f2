package io.judgefleet.faults.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the topics of outcomes as any reader would, and notes when it got to see each record. */
public final class OutcomeWatch implements Watch {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> clients;
    private final List<String> topics;
    private final JsonLines<Seen> history;
    private volatile boolean isOver;

    public OutcomeWatch(Map<String, Object> clients, List<String> topics, JsonLines<Seen> history) {
        this.clients = clients;
        this.topics = List.copyOf(topics);
        this.history = history;
    }

    @Override
    public void run() {
        var settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            while (!isOver) {
                note(consumer);
            }
        }
    }

    @Override
    public void end() {
        isOver = true;
    }

    private void note(KafkaConsumer<byte[], byte[]> consumer) {
        var fresh = new ArrayList<Seen>();
        var polled = consumer.poll(POLL);
        var now = Instant.now();
        polled.forEach(received -> fresh.add(new Seen(received.topic(), received.partition(), received.offset(), now)));
        if (!fresh.isEmpty()) {
            history.writeAll(fresh);
        }
    }
}
