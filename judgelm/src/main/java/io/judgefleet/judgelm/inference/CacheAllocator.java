package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.inference.CacheSlots.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Which rows of the KV cache are free. A request gets neighbours where there are enough of them, else pieces; so the cache
 * never fragments.
 */
final class CacheAllocator {
    private final TreeMap<Integer, Integer> free = new TreeMap<>();
    private int capacity;
    private int used;

    int capacity() {
        return capacity;
    }

    int used() {
        return used;
    }

    int available() {
        return capacity - used;
    }

    /** Adds free rows at the end, or takes all rows away where none is in use. */
    void resize(int rows) {
        if (rows < capacity && used > 0) {
            throw new IllegalStateException("expected no rows in use, found %d of %d".formatted(used, capacity));
        }
        if (rows < capacity) {
            free.clear();
            capacity = 0;
        }
        if (rows > capacity) {
            put(new Run(capacity, rows));
            capacity = rows;
        }
    }

    CacheSlots allocate(int count) {
        if (count > available()) {
            throw new IllegalStateException(
                    "expected %d free rows in the cache, found %d of %d".formatted(count, available(), capacity));
        }
        used += count;
        return free.entrySet().stream()
                .filter(run -> run.getValue() - run.getKey() >= count)
                .findFirst()
                .map(run -> take(new Run(run.getKey(), run.getValue()), count))
                .orElseGet(() -> takePieces(count));
    }

    void release(CacheSlots rows) {
        rows.runs().forEach(this::put);
        used -= rows.count();
    }

    private CacheSlots take(Run run, int count) {
        int end = run.first() + count;
        free.remove(run.first());
        if (end < run.end()) {
            free.put(end, run.end());
        }
        return new CacheSlots(List.of(new Run(run.first(), end)));
    }

    private CacheSlots takePieces(int count) {
        var pieces = new ArrayList<Run>();
        for (int missing = count; missing > 0; ) {
            var first = free.firstEntry();
            var run = new Run(first.getKey(), first.getValue());
            int length = Math.min(missing, run.length());
            pieces.addAll(take(run, length).runs());
            missing -= length;
        }
        return new CacheSlots(pieces);
    }

    private void put(Run run) {
        int first = run.first();
        int end = run.end();
        var before = free.lowerEntry(first);
        if (before != null && before.getValue() == first) {
            first = before.getKey();
        }
        var after = free.remove(end);
        free.put(first, after == null ? end : after);
    }
}
