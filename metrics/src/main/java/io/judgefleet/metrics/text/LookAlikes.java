package io.judgefleet.metrics.text;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names that look the same to a reader but are different: they differ by blanks, by characters that cannot be seen or by Unicode form. */
public final class LookAlikes {
    /** Letters and marks that show nothing: joiners, fillers, variation selectors, the empty Braille cell. */
    private static final String UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
            + "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f";

    /** Tags and further variation selectors. */
    private static final int FIRST_TAG = 0xE0000;

    private static final int LAST_TAG = 0xE0FFF;

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

    /** A name in quotes, with all beyond ASCII written as escapes: so a reader sees what tells it from one that looks alike. */
    public static String spelled(String name) {
        var spelled = new StringBuilder("\"");
        name.codePoints().forEach(point -> {
            if (point >= ' ' && point <= '~') {
                spelled.appendCodePoint(point);
            } else {
                VisibleText.appendEscape(spelled, point);
            }
        });
        return spelled.append('"').toString();
    }

    /** Compatibility composition (Unicode Standard Annex 15), without blanks and what cannot be seen. */
    private static String look(String name) {
        var look = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(LookAlikes::isSeen)
                .forEach(look::appendCodePoint);
        return look.toString();
    }

    private static boolean isSeen(int point) {
        return VisibleText.isVisible(point)
                && !Character.isWhitespace(point)
                && !Character.isSpaceChar(point)
                && UNSEEN.indexOf(point) < 0
                && (point < FIRST_TAG || point > LAST_TAG);
    }

    private LookAlikes() {}
}
