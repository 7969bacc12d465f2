package io.judgefleet.worker.kafka;

import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.PartitionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Deliveries that were fetched and not yet admitted, by partition, because there is no room or they are not due.
 *
 * <p>Small: a partition that has any is paused, so there is never more than one fetch of each.
 */
final class Backlog {
    private final Map<PartitionId, ArrayDeque<Delivery>> waiting = new LinkedHashMap<>();
    private final Map<PartitionId, Instant> held = new LinkedHashMap<>();

    void add(Delivery delivery) {
        waiting.computeIfAbsent(delivery.partition(), partition -> new ArrayDeque<>())
                .add(delivery);
    }

    boolean has(PartitionId partition) {
        return waiting.containsKey(partition);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    List<PartitionId> partitions() {
        return new ArrayList<>(waiting.keySet());
    }

    /** The first delivery of a partition, if it is due. */
    Optional<Delivery> due(PartitionId partition, Instant now) {
        var queue = waiting.get(partition);
        if (queue == null || !isReady(partition, now)) {
            return Optional.empty();
        }
        return Optional.of(queue.getFirst()).filter(head -> head.isDue(now));
    }

    void removeFirst(PartitionId partition) {
        var queue = Objects.requireNonNull(waiting.get(partition));
        queue.removeFirst();
        if (queue.isEmpty()) {
            waiting.remove(partition);
        }
    }

    /** Keeps a partition's first delivery for a while. */
    void hold(PartitionId partition, Instant until) {
        held.put(partition, until);
    }

    void drop(Collection<PartitionId> partitions) {
        waiting.keySet().removeAll(partitions);
        held.keySet().removeAll(partitions);
    }

    void clear() {
        waiting.clear();
        held.clear();
    }

    private boolean isReady(PartitionId partition, Instant now) {
        var until = held.get(partition);
        if (until == null) {
            return true;
        }
        if (until.isAfter(now)) {
            return false;
        }
        held.remove(partition);
        return true;
    }
}
