package io.judgefleet.metrics.text;

import java.util.stream.Collectors;

/**
 * Foreign text made fit for a terminal: characters that move the cursor, break the line, reorder or hide text are written as
 * escapes such as {@code \u001b}.
 */
public final class VisibleText {
    /** The text in which everything can be seen. */
    public static String of(String text) {
        return isAllVisible(text) ? text : escaped(text);
    }

    /** The text with its lines kept apart: all that cannot be seen is escaped but for line feeds. */
    public static String ofLines(String text) {
        return text.lines().map(VisibleText::of).collect(Collectors.joining("\n"));
    }

    /** The beginning of the text, with an ellipsis where it is longer. */
    public static String shortened(String text, int maxLength) {
        if (text.codePointCount(0, text.length()) <= maxLength) {
            return of(text);
        }
        return of(text.substring(0, text.offsetByCodePoints(0, maxLength))) + "…";
    }

    /** Whether a character shows itself: no control or format character, no line break, no half of a pair. */
    public static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A character in the form of a Java or JSON string, in two units where one does not hold it. */
    static void appendEscape(StringBuilder text, int point) {
        for (char unit : Character.toChars(point)) {
            text.append("\\u%04x".formatted((int) unit));
        }
    }

    /** Almost every text is plain ASCII and is looked at once. */
    private static boolean isAllVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < ' ' || unit > '~') {
                return text.codePoints().allMatch(VisibleText::isVisible);
            }
        }
        return true;
    }

    private static String escaped(String text) {
        var visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isVisible(point)) {
                visible.appendCodePoint(point);
            } else {
                appendEscape(visible, point);
            }
        });
        return visible.toString();
    }

    private VisibleText() {}
}
