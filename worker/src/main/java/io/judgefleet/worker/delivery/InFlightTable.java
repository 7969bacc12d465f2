package io.judgefleet.worker.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records between admission and publication, by partition and in the order of their offsets.
 *
 * <p>Belongs to the poll thread; only {@link #recordCounts} may be read from others.
 */
public final class InFlightTable {
    private final Budget budget;
    private final WorkObserver observer;
    private final Map<PartitionId, ArrayDeque<InFlight>> partitions = new LinkedHashMap<>();
    private final Map<Feed, Integer> tokens = new EnumMap<>(Feed.class);
    private volatile RecordCounts recordCounts = RecordCounts.EMPTY;

    public InFlightTable(Budget budget, WorkObserver observer) {
        this.budget = budget;
        this.observer = observer;
    }

    /** The finished records that stand before any unfinished one of their partition, and the offsets to go on from. */
    public record Publication(List<InFlight> finished, Map<PartitionId, Long> nextOffsets) {
        public boolean isEmpty() {
            return finished.isEmpty();
        }
    }

    public boolean hasRoom(Feed feed) {
        return tokens(feed) < budget.of(feed);
    }

    public InFlight admit(Delivery delivery) {
        var admitted = new InFlight(delivery, Budget.estimate(delivery));
        partitions
                .computeIfAbsent(delivery.partition(), partition -> new ArrayDeque<>())
                .add(admitted);
        charge(delivery.feed(), admitted.tokens());
        recordCounts = recordCounts.receive();
        return admitted;
    }

    /** Replaces the estimate by what the prompts really need. */
    public void weigh(InFlight entry, int exactTokens) {
        if (!entry.isCancelled() && !entry.isFinished()) {
            charge(entry.delivery().feed(), exactTokens - entry.tokens());
            entry.weigh(exactTokens);
        }
    }

    /** The first outcome stands; one for a record that went away is dropped. */
    public void finish(InFlight entry, Outcome outcome) {
        if (!entry.isCancelled() && !entry.isFinished()) {
            entry.finish(outcome);
        }
    }

    /** Another outcome in place of one that cannot be published. */
    public void revise(InFlight entry, Outcome outcome) {
        if (!entry.isCancelled()) {
            entry.finish(outcome);
        }
    }

    /** What can be published now, at most so many records. */
    public Publication publication(int most) {
        var finished = new ArrayList<InFlight>();
        var nextOffsets = new LinkedHashMap<PartitionId, Long>();
        for (var partition : partitions.entrySet()) {
            for (var entry : partition.getValue()) {
                if (!entry.isFinished() || finished.size() == most) {
                    break;
                }
                finished.add(entry);
                nextOffsets.put(partition.getKey(), entry.delivery().position().offset() + 1);
            }
        }
        return new Publication(finished, nextOffsets);
    }

    /** Lets go of all records below the offsets, whose outcomes are durable. */
    public void settle(Map<PartitionId, Long> nextOffsets) {
        nextOffsets.forEach((partition, next) -> {
            var queue = partitions.getOrDefault(partition, new ArrayDeque<>());
            while (!queue.isEmpty() && queue.getFirst().delivery().position().offset() < next) {
                settle(queue.removeFirst());
            }
            partitions.computeIfPresent(partition, (key, left) -> left.isEmpty() ? null : left);
        });
    }

    /** Cancels the records of partitions that went to another worker. */
    public void giveBack(Collection<PartitionId> lost) {
        for (var partition : lost) {
            var entries = Optional.ofNullable(partitions.remove(partition)).orElseGet(ArrayDeque::new);
            for (var entry : entries) {
                entry.cancel();
                charge(entry.delivery().feed(), -entry.tokens());
            }
            recordCounts = recordCounts.giveBack(entries.size());
        }
    }

    /** Lets go of single records whose outcomes are durable, wherever in their partition they stand. */
    public void settleEach(Collection<InFlight> durable) {
        durable.forEach(entry -> {
            remove(entry);
            settle(entry);
        });
    }

    /** Cancels single records that others may have now. */
    public void giveBackEach(Collection<InFlight> lost) {
        for (var entry : lost) {
            remove(entry);
            entry.cancel();
            charge(entry.delivery().feed(), -entry.tokens());
        }
        recordCounts = recordCounts.giveBack(lost.size());
    }

    public boolean isEmpty() {
        return partitions.isEmpty();
    }

    public RecordCounts recordCounts() {
        return recordCounts;
    }

    public int tokens(Feed feed) {
        return tokens.getOrDefault(feed, 0);
    }

    /** The tokens of all feeds. */
    public Map<Feed, Integer> tokens() {
        var all = new EnumMap<Feed, Integer>(Feed.class);
        for (var feed : Feed.values()) {
            all.put(feed, tokens(feed));
        }
        return all;
    }

    /** When the oldest record in flight was produced. */
    public Optional<Instant> oldest() {
        return partitions.values().stream()
                .map(queue -> queue.getFirst().delivery().original().timestamp())
                .min(Instant::compareTo);
    }

    private void remove(InFlight entry) {
        partitions.computeIfPresent(entry.delivery().partition(), (partition, queue) -> {
            queue.remove(entry);
            return queue.isEmpty() ? null : queue;
        });
    }

    private void settle(InFlight entry) {
        charge(entry.delivery().feed(), -entry.tokens());
        // Without an outcome somebody else decided it: not ours any more.
        recordCounts = entry.outcome().map(recordCounts::decide).orElseGet(() -> recordCounts.giveBack(1));
        entry.outcome().ifPresent(observer::decided);
        entry.cancel();
    }

    private void charge(Feed feed, int change) {
        tokens.merge(feed, change, Integer::sum);
    }
}
