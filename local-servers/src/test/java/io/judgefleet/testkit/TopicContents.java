package io.judgefleet.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed records of a topic, from its beginning to its end. */
public final class TopicContents {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Every committed record of a topic, partition by partition in order.
     *
     * <p>The end is the last record written, not the last one visible: a commit returns before its markers are written, and a
     * reader that stopped at the last visible record would miss what the commit has just made durable.
     *
     * @param client settings of a Kafka client
     * @throws AssertionError when a transaction stays open for longer than a minute
     */
    public static List<ConsumerRecord<byte[], byte[]>> committed(Map<String, ?> client, String topic) {
        var ends = ends(client, topic);
        try (var consumer = consumer(client, "read_committed")) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("expected to read %s to its end within %s, found an open transaction"
                            .formatted(topic, PATIENCE));
                }
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    private static Map<TopicPartition, Long> ends(Map<String, ?> client, String topic) {
        try (var consumer = consumer(client, "read_uncommitted")) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, ?> client, String isolation) {
        var settings = new HashMap<String, Object>(client);
        settings.put("isolation.level", isolation);
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopicContents() {}
}
