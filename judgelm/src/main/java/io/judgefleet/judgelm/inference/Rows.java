package io.judgefleet.judgelm.inference;

import java.util.ArrayList;
import java.util.List;

/** Rows of the KV cache in the order of their tokens, as runs of neighbours. */
record Rows(List<Run> runs) {
    /** Neighbouring rows, from the first to the one after the last. */
    record Run(int first, int end) {
        int length() {
            return end - first;
        }
    }

    Rows {
        runs = List.copyOf(runs);
    }

    int count() {
        return runs.stream().mapToInt(Run::length).sum();
    }

    /** These rows and then those; neighbours grow together. */
    Rows followedBy(Rows next) {
        var joined = new ArrayList<>(runs);
        for (var run : next.runs) {
            if (!joined.isEmpty() && joined.getLast().end == run.first) {
                joined.add(new Run(joined.removeLast().first, run.end));
            } else {
                joined.add(run);
            }
        }
        return new Rows(joined);
    }
}
