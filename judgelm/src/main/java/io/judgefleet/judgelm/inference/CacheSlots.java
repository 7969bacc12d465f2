package io.judgefleet.judgelm.inference;

import java.util.ArrayList;
import java.util.List;

/** Slots of the KV cache in the order of their tokens, as runs of neighbours. */
record CacheSlots(List<Run> runs) {
    /** Neighbouring rows, from the first to the one after the last. */
    record Run(int first, int end) {
        int length() {
            return end - first;
        }
    }

    CacheSlots {
        runs = List.copyOf(runs);
    }

    int count() {
        return runs.stream().mapToInt(Run::length).sum();
    }

    /** These rows and then those; neighbours grow together. */
    CacheSlots followedBy(CacheSlots next) {
        var joined = new ArrayList<>(runs);
        for (var run : next.runs) {
            if (!joined.isEmpty() && joined.getLast().end == run.first) {
                joined.add(new Run(joined.removeLast().first, run.end));
            } else {
                joined.add(run);
            }
        }
        return new CacheSlots(joined);
    }
}
