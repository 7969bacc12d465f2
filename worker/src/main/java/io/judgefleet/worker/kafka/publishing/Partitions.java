package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.worker.delivery.PartitionId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Converts partitions and offsets between Kafka's types and ours. */
public final class Partitions {
    public static PartitionId id(TopicPartition partition) {
        return new PartitionId(partition.topic(), partition.partition());
    }

    public static List<PartitionId> ids(Collection<TopicPartition> partitions) {
        return partitions.stream().map(Partitions::id).toList();
    }

    static Set<TopicPartition> ofKafka(Collection<PartitionId> partitions) {
        return partitions.stream().map(Partitions::ofKafka).collect(Collectors.toSet());
    }

    private static TopicPartition ofKafka(PartitionId partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }

    static Map<TopicPartition, OffsetAndMetadata> offsets(Map<PartitionId, Long> nextOffsets) {
        var offsets = new LinkedHashMap<TopicPartition, OffsetAndMetadata>();
        nextOffsets.forEach((partition, next) -> offsets.put(ofKafka(partition), new OffsetAndMetadata(next)));
        return offsets;
    }

    /** The committed offsets, of those partitions that have one. */
    static Map<PartitionId, Long> nextOffsets(Map<TopicPartition, OffsetAndMetadata> committed) {
        var nextOffsets = new LinkedHashMap<PartitionId, Long>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                nextOffsets.put(id(partition), offset.offset());
            }
        });
        return nextOffsets;
    }

    private Partitions() {}
}
