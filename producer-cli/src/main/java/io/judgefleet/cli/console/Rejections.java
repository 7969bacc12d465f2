package io.judgefleet.cli.console;

import io.judgefleet.comparisons.input.Item;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was rejected of an input, counted by the kind of reason; of each kind only the first lines are said. */
public final class Rejections {
    /** A file of another kind has the same fault in every line. */
    private static final long MAX_SAID = 20;

    private final SortedMap<String, Long> counts = new TreeMap<>();

    /** Counts a rejection; says how many of its kind there were before. */
    public long add(Item.Rejected rejected) {
        var kind = kind(rejected.reason());
        long before = counts.getOrDefault(kind, 0L);
        counts.put(kind, before + rejected.objects());
        return before;
    }

    /**
     * Counts a rejection, and says it while there are few of its kind.
     *
     * @param advice what the one line about all that follow ends with
     */
    public void say(Item.Rejected rejected, String advice, Console console) {
        long before = add(rejected);
        if (before < MAX_SAID) {
            console.note(rejected.position() + ": " + rejected.reason());
        } else if (before == MAX_SAID) {
            console.note("further lines of this kind are only counted" + advice);
        }
    }

    public Map<String, Long> counts() {
        return counts;
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A reason without what was found in the one line: reasons of the same kind are counted together. */
    static String kind(String reason) {
        var kind = reason.split(", found|: | \"", 2)[0].strip().replaceAll("\\[[0-9]+]", "[]");
        return kind.isEmpty() ? reason : kind;
    }
}
