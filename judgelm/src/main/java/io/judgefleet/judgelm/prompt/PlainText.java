package io.judgefleet.judgelm.prompt;

import java.text.Normalizer;
import java.util.Map;

/**
 * A text as a reader sees it: compatibility forms resolved, look-alike letters replaced by those they resemble, what is
 * invisible left out, small letters; each character remembers where it comes from.
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call
record PlainText(String text, int[] origins, int[] ends) {
    /** Cyrillic and Greek letters that look like Latin ones, other brackets, quotation marks and number signs. */
    private static final Map<Integer, Integer> LOOK_ALIKES = lookAlikes(
            "аеорсхуіјѕԁһԛԝмтвнкАВЕКМНОРСТХІЈЅαεορτυικνΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡıⅼ∶：꞉‘’ʼ′`´【】〔〕⟦⟧［］〚〛〈〉⟨⟩‹›＜＞＃♯﹟ⵌ",
            "aeopcxyijsdhqwmtbhkabekmhopctxijsaeoptuiknabezhikmnoptyxagil:::''''''[][][][][]<><><><>####");

    /** No marker has a character that stands for more than this many. */
    private static final int LONGEST_FORM = 4;

    static PlainText of(String original) {
        var text = new StringBuilder();
        var origins = new int[original.length() * LONGEST_FORM];
        var ends = new int[origins.length];
        for (int at = 0; at < original.length(); ) {
            int letter = original.codePointAt(at);
            int next = at + Character.charCount(letter);
            var seen = resolved(letter);
            for (int i = 0; i < Math.min(seen.length(), LONGEST_FORM); i++) {
                origins[text.length()] = at;
                ends[text.length()] = next;
                text.append(seen.charAt(i));
            }
            at = next;
        }
        return new PlainText(text.toString(), origins, ends);
    }

    private static String resolved(int letter) {
        if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
            return " ";
        }
        var resolved = new StringBuilder();
        Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> !isInvisible(part))
                .map(part -> Character.toLowerCase(LOOK_ALIKES.getOrDefault(part, part)))
                .forEach(resolved::appendCodePoint);
        return resolved.toString();
    }

    /** Marks on letters and format characters, such as a zero-width space. */
    private static boolean isInvisible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
            default -> letter == 0x034f || letter >= 0xfe00 && letter <= 0xfe0f;
        };
    }

    private static Map<Integer, Integer> lookAlikes(String from, String to) {
        var map = new java.util.HashMap<Integer, Integer>();
        var letters = from.codePoints().toArray();
        if (letters.length != to.length()) {
            throw new IllegalStateException(
                    "expected a likeness for each of %d letters, found %d".formatted(letters.length, to.length()));
        }
        for (int i = 0; i < letters.length; i++) {
            map.put(letters[i], (int) to.charAt(i));
        }
        return Map.copyOf(map);
    }
}
