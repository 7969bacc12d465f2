package io.judgefleet.comparisons;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names of models that a reader takes for one name: they differ only in blanks, invisible characters or Unicode form. Each
 * counts as a model of its own all the same, for nothing is guessed. Not thread-safe.
 */
public final class LookAlikes {
    /** A file whose every line has new names is not about models. */
    private static final int MAX_NAMES = 10_000;

    private final SortedSet<String> names = new TreeSet<>();

    public void add(String name) {
        if (names.size() < MAX_NAMES) {
            names.add(name);
        }
    }

    /** The names that look like each other, all beyond ASCII and all that is invisible written as escapes. */
    public List<String> hints() {
        return io.judgefleet.metrics.text.LookAlikes.of(names).stream()
                .map(alike -> alike.stream()
                        .map(io.judgefleet.metrics.text.LookAlikes::spelled)
                        .collect(Collectors.joining(" and ")))
                .toList();
    }
}
