package io.judgefleet.metrics;

import io.judgefleet.judgement.Require;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by key, the state of tallies whose cells are many and mostly empty; a key without a count has none. */
public final class Counts {
    /** An immutable copy without the keys that count nothing. */
    public static <K> SortedMap<K, Long> copyOf(SortedMap<K, Long> counts) {
        var copy = new TreeMap<>(counts);
        copy.values().forEach(count -> Require.notNegative(count, "count"));
        copy.values().removeIf(count -> count == 0);
        return Collections.unmodifiableSortedMap(copy);
    }

    public static <K> SortedMap<K, Long> merge(SortedMap<K, Long> counts, SortedMap<K, Long> others) {
        var sum = new TreeMap<>(counts);
        others.forEach((key, count) -> sum.merge(key, count, Math::addExact));
        return sum;
    }

    public static <K> SortedMap<K, Long> without(SortedMap<K, Long> counts, SortedMap<K, Long> others) {
        var rest = new TreeMap<>(counts);
        others.forEach((key, count) -> rest.merge(key, -count, Math::addExact));
        return rest;
    }

    public static long total(SortedMap<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private Counts() {}
}
