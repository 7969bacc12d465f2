package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.worker.delivery.PartitionId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Kafka's partitions in our words and back. */
public final class Partitions {
    public static PartitionId id(TopicPartition partition) {
        return new PartitionId(partition.topic(), partition.partition());
    }

    public static List<PartitionId> ids(Collection<TopicPartition> partitions) {
        return partitions.stream().map(Partitions::id).toList();
    }

    static Map<TopicPartition, OffsetAndMetadata> offsets(Map<PartitionId, Long> nextOffsets) {
        var offsets = new LinkedHashMap<TopicPartition, OffsetAndMetadata>();
        nextOffsets.forEach((partition, next) ->
                offsets.put(new TopicPartition(partition.topic(), partition.number()), new OffsetAndMetadata(next)));
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
