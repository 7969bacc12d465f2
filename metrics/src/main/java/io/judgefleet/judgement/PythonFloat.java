package io.judgefleet.judgement;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as Python's {@code float(str)} reads them, which is how JudgeLM's evaluation reads scores. */
final class PythonFloat {
    /** An underscore stands between two digits; possessive, so that no digit is ever tried twice. */
    private static final String DIGITS = "(?:[0-9]|(?<=[0-9])_(?=[0-9]))++";

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:%1$s(?:\\.(?:%1$s)?)?|\\.%1$s)(?:[eE][+-]?%1$s)?".formatted(DIGITS));

    static OptionalDouble parse(String text) {
        var plain = asciiDigits(stripped(text));
        if (NUMBER.matcher(plain).matches()) {
            return OptionalDouble.of(Double.parseDouble(plain.replace("_", "")));
        }
        return switch (plain.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
            default -> OptionalDouble.empty();
        };
    }

    /** Python takes every Unicode decimal digit for its value. */
    private static String asciiDigits(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.isDigit(point) ? '0' + Character.digit(point, 10) : point)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String stripped(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Python's {@code str.isspace}: Java's white space, no-break spaces and the next-line control. */
    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u0085';
    }

    private PythonFloat() {}
}
