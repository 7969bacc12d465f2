package io.judgefleet.judgelm.prompt;

import io.judgefleet.judgelm.prompt.Marker.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds, in text that a user wrote, what reads like the prompt template. */
final class Markers {
    /**
     * Spaces are taken possessively: a pattern that gives them back one by one takes time that grows with the square of
     * their number, and users may write a million of them.
     */
    static final Map<Kind, Pattern> PATTERNS = Map.of(
            Kind.QUESTION, Pattern.compile("\\[\\s*+question\\s*+\\]"),
            Kind.REFERENCE, Pattern.compile("\\[\\s*+reference\\s++answer\\s*+\\]"),
            Kind.ANSWER_START,
                    Pattern.compile(
                            "\\[\\s*+the\\s++start\\s++of\\s++assistant\\s++\\w+\\s*+'?\\s*+s\\s++answer\\s*+\\]"),
            Kind.ANSWER_END,
                    Pattern.compile(
                            "\\[\\s*+the\\s++end\\s++of\\s++assistant\\s++\\w+\\s*+'?\\s*+s\\s++answer\\s*+\\]"),
            Kind.SYSTEM, Pattern.compile("\\[\\s*+system\\s*+\\]"),
            Kind.RESPONSE, Pattern.compile("response\\s*+:"),
            Kind.SPECIAL_TOKEN,
                    Pattern.compile(
                            "<\\s*+/?\\s*+s\\s*+>|<\\s*+(unk|pad|eos|bos)\\s*+>|<\\s*+\\|[\\w ]{1,40}\\|\\s*+>"));

    private static final String BRACKETS = "[\\[\\]#<>|]";

    /** The markers in the order of the text. */
    static List<Marker> in(String text) {
        var plain = PlainText.of(text);
        var markers = new ArrayList<Marker>();
        PATTERNS.forEach((kind, pattern) -> {
            var matcher = pattern.matcher(plain.text());
            while (matcher.find()) {
                int start = kind == Kind.RESPONSE ? numberSignBefore(plain.text(), matcher.start()) : matcher.start();
                if (start >= 0) {
                    markers.add(new Marker(
                            kind, plain.origins()[start], plain.ends()[matcher.end() - 1], words(matcher.group())));
                }
            }
        });
        markers.sort(Comparator.comparing(Marker::start).thenComparing(Marker::kind));
        return markers;
    }

    /** The first number sign of the run before a place, or -1: found backwards, as a pattern would try each of them. */
    private static int numberSignBefore(String text, int end) {
        int first = -1;
        for (int at = end - 1; at >= 0 && (text.charAt(at) == '#' || Character.isWhitespace(text.charAt(at))); at--) {
            first = text.charAt(at) == '#' ? at : first;
        }
        return first;
    }

    private static String words(String marker) {
        return marker.replaceAll(BRACKETS, "").strip().replaceAll("\\s+", " ");
    }

    /** The text with each marker in round brackets, a form that the template has nowhere; special tokens are inert anyway. */
    static String neutralised(String text) {
        var rewritten = text;
        for (var found = disguises(rewritten); !found.isEmpty(); found = disguises(rewritten)) {
            rewritten = inRoundBrackets(rewritten, found);
        }
        return rewritten;
    }

    private static String inRoundBrackets(String text, List<Marker> found) {
        var result = new StringBuilder();
        int end = 0;
        for (var marker : found) {
            if (marker.start() >= end) {
                result.append(text, end, marker.start())
                        .append('(')
                        .append(marker.words())
                        .append(')');
                end = marker.end();
            }
        }
        return result.append(text, end, text.length()).toString();
    }

    private static List<Marker> disguises(String text) {
        return in(text).stream()
                .filter(marker -> marker.kind() != Kind.SPECIAL_TOKEN)
                .toList();
    }

    private Markers() {}
}
