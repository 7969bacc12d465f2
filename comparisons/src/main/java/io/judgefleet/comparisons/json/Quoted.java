package io.judgefleet.comparisons.json;

import io.judgefleet.metrics.text.VisibleText;

/** Foreign text made fit for a message: in quotes, short, without control characters. */
public final class Quoted {
    private static final int MAX_LENGTH = 60;

    public static String of(String text) {
        return "\"" + shortened(text, MAX_LENGTH) + "\"";
    }

    /** One line, as long as it may be, with control characters written as escapes. */
    public static String shortened(String text, int maxLength) {
        return VisibleText.shortened(text, maxLength);
    }

    /** The whole text, with control characters written as escapes. */
    public static String visible(String text) {
        return VisibleText.of(text);
    }

    private Quoted() {}
}
