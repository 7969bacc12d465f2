package io.judgefleet.faults.audit;

import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds out cheaply whether a group has finished its work, by reading only what lies behind its committed offsets. */
public final class RestProbe {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> clients;
    private final String group;

    public RestProbe(Map<String, Object> clients, String group) {
        this.clients = Map.copyOf(clients);
        this.group = group;
    }

    /** Whether no record lies behind the committed offsets; the marks of transactions are none. */
    public boolean isAtRest() {
        try (var consumer = consumer()) {
            for (var topic : EvidenceReader.DELIVERIES) {
                if (hasRecords(consumer, topic)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** How many committed verdicts there are. */
    public long verdicts() {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, Topics.VERDICTS.name());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return count(consumer, partitions);
        }
    }

    private boolean hasRecords(Consumer<byte[], byte[]> consumer, String topic) {
        var partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        var committed = consumer.committed(new HashSet<>(partitions));
        for (var partition : partitions) {
            consumer.seek(
                    partition,
                    Optional.ofNullable(committed.get(partition))
                            .map(OffsetAndMetadata::offset)
                            .orElse(0L));
        }
        return count(consumer, partitions) > 0;
    }

    private static long count(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        long count = 0;
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            count += consumer.poll(POLL).count();
        }
        return count;
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Consumer<byte[], byte[]> consumer() {
        var settings = new HashMap<>(Limits.consumer());
        settings.putAll(clients);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
