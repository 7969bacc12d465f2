package io.judgefleet.worker.engine;

import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Work that waits for the engine, across partitions.
 *
 * <p>The feeds take turns by weight, measured in tokens; within a feed the tenants take turns, each in the order in
 * which its work came. A feed that was idle has saved up nothing. Thread-safe.
 */
public final class FairQueue {
    private final Map<Feed, Line> lines = new EnumMap<>(Feed.class);
    private boolean closed;

    public FairQueue(Map<Feed, Integer> weights) {
        for (var feed : Feed.values()) {
            lines.put(feed, new Line(weights.getOrDefault(feed, 1)));
        }
    }

    public synchronized void add(Work work) {
        var line = line(work);
        if (line.isEmpty()) {
            line.served = Math.max(line.served, leastServed());
        }
        line.add(work);
        notifyAll();
    }

    /**
     * Waits for work and takes as much as fits into the tokens, at least one; what must be alone comes alone.
     *
     * @return nothing when the queue was closed
     */
    public synchronized List<Work> take(int tokens, Predicate<Work> alone) throws InterruptedException {
        while (!closed) {
            var batch = batch(tokens, alone);
            if (!batch.isEmpty()) {
                return batch;
            }
            wait();
        }
        return List.of();
    }

    /** Ends the waiting; what is left is not judged. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    public synchronized int size() {
        return lines.values().stream().mapToInt(Line::size).sum();
    }

    private List<Work> batch(int tokens, Predicate<Work> alone) {
        var batch = new ArrayList<Work>();
        int used = 0;
        for (var next = peek(); next.isPresent(); next = peek()) {
            var work = next.get();
            boolean fits = batch.isEmpty() || (used + work.tokens() <= tokens && !alone.test(work));
            if (!fits) {
                break;
            }
            line(work).remove(work);
            batch.add(work);
            used += work.tokens();
            if (alone.test(work)) {
                break;
            }
        }
        return batch;
    }

    private Optional<Work> peek() {
        lines.values().forEach(Line::dropCancelled);
        return lines.values().stream()
                .filter(line -> !line.isEmpty())
                .min(Comparator.comparingDouble(line -> line.served))
                .map(Line::first);
    }

    private double leastServed() {
        return lines.values().stream()
                .filter(line -> !line.isEmpty())
                .mapToDouble(line -> line.served)
                .min()
                .orElse(0);
    }

    private Line line(Work work) {
        return Objects.requireNonNull(lines.get(work.entry().delivery().feed()));
    }

    /** The waiting work of one feed, tenant by tenant; the tenant whose turn it is stands first. */
    private static final class Line {
        private final int weight;
        private final Map<String, ArrayDeque<Work>> tenants = new LinkedHashMap<>();
        private double served;

        private Line(int weight) {
            this.weight = weight;
        }

        private void add(Work work) {
            tenants.computeIfAbsent(tenant(work), tenant -> new ArrayDeque<>()).add(work);
        }

        private Work first() {
            return tenants.values().iterator().next().getFirst();
        }

        private void remove(Work work) {
            var queue = Objects.requireNonNull(tenants.remove(tenant(work)));
            queue.removeFirst();
            if (!queue.isEmpty()) {
                tenants.put(tenant(work), queue);
            }
            served += (double) work.tokens() / weight;
        }

        private void dropCancelled() {
            tenants.values().forEach(Line::dropCancelled);
            tenants.values().removeIf(ArrayDeque::isEmpty);
        }

        private static void dropCancelled(ArrayDeque<Work> queue) {
            while (!queue.isEmpty() && queue.getFirst().entry().isCancelled()) {
                queue.removeFirst();
            }
        }

        private boolean isEmpty() {
            return tenants.isEmpty();
        }

        private int size() {
            return tenants.values().stream().mapToInt(ArrayDeque::size).sum();
        }

        private static String tenant(Work work) {
            return work.request().routing().tenant().orElse("");
        }
    }
}
