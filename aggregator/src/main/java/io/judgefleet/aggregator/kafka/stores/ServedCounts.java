package io.judgefleet.aggregator.kafka.stores;

import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The counts of the partitions that this process serves now. */
public final class ServedCounts {
    private final Map<Integer, PartitionCounts> byPartition = new ConcurrentHashMap<>();

    public void begin(int partition, PartitionCounts counts) {
        byPartition.put(partition, counts);
    }

    /** Ends the service of those counts; another task may have begun with the partition meanwhile. */
    public void end(int partition, PartitionCounts counts) {
        byPartition.remove(partition, counts);
    }

    public Map<Integer, PartitionCounts> partitions() {
        return Map.copyOf(byPartition);
    }

    /** A copy of what these panes hold, by partition. */
    public Map<Integer, PartitionCounts.Part> parts(Collection<Pane> panes) {
        var parts = new TreeMap<Integer, PartitionCounts.Part>();
        byPartition.forEach((partition, counts) -> parts.put(partition, counts.part(panes)));
        return parts;
    }
}
