package io.judgefleet.comparisons.input;

/** Foreign text made fit for a message: in quotes, short, without control characters. */
public final class Quoted {
    private static final int MAX_LENGTH = 60;

    public static String of(String text) {
        return "\"" + shortened(text, MAX_LENGTH) + "\"";
    }

    /** One line, as long as it may be, with control characters written as escapes. */
    public static String shortened(String text, int maxLength) {
        var visible = new StringBuilder();
        text.codePoints().limit(maxLength).forEach(point -> append(visible, point));
        return text.codePointCount(0, text.length()) > maxLength ? visible + "…" : visible.toString();
    }

    /** The whole text, with control characters written as escapes. */
    public static String visible(String text) {
        return shortened(text, Integer.MAX_VALUE);
    }

    private static void append(StringBuilder visible, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> visible.append("\\u%04x".formatted(point));
            default -> visible.appendCodePoint(point);
        }
    }

    private Quoted() {}
}
