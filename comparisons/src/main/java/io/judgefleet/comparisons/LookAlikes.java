package io.judgefleet.comparisons;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names of models that a reader takes for one name: they differ only in blanks, invisible characters or Unicode form. Each
 * counts as a model of its own all the same, for nothing is guessed. Not thread-safe.
 */
public final class LookAlikes {
    /** A file whose every line has new names is not about models. */
    private static final int MAX_NAMES = 10_000;

    private final Map<String, SortedSet<String>> byLook = new TreeMap<>();
    private int names;

    public void add(String name) {
        if (names < MAX_NAMES
                && byLook.computeIfAbsent(look(name), look -> new TreeSet<>()).add(name)) {
            names++;
        }
    }

    /** The names that look like each other, all beyond ASCII and all that is invisible written as escapes. */
    public List<String> hints() {
        var hints = new ArrayList<String>();
        byLook.forEach((look, alike) -> {
            if (alike.size() > 1) {
                hints.add(alike.stream().map(LookAlikes::escaped).collect(Collectors.joining(" and ")));
            }
        });
        return hints;
    }

    private static String look(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT
                        && !Character.isWhitespace(point)
                        && !Character.isSpaceChar(point)
                        && !Character.isISOControl(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String escaped(String name) {
        return name.codePoints()
                .mapToObj(
                        point -> point >= ' ' && point <= '~' ? Character.toString(point) : "\\u%04x".formatted(point))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
