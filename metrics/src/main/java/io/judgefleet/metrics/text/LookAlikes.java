package io.judgefleet.metrics.text;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names that look the same to a reader but are different: they differ by blanks, by characters that cannot be seen or by Unicode form. */
public final class LookAlikes {
    /** Groups of at least two names, each group and the groups in alphabetical order. */
    public static List<List<String>> of(Collection<String> names) {
        var byLook = new TreeMap<String, TreeSet<String>>();
        names.forEach(name ->
                byLook.computeIfAbsent(look(name), look -> new TreeSet<>()).add(name));
        return byLook.values().stream()
                .filter(group -> group.size() > 1)
                .map(List::copyOf)
                .toList();
    }

    /** Compatibility composition (Unicode Standard Annex 15), without blanks and what cannot be seen. */
    private static String look(String name) {
        var look = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(point ->
                        VisibleText.isVisible(point) && !Character.isWhitespace(point) && !Character.isSpaceChar(point))
                .forEach(look::appendCodePoint);
        return look.toString();
    }

    private LookAlikes() {}
}
