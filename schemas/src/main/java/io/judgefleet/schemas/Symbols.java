package io.judgefleet.schemas;

import java.util.Arrays;
import java.util.Locale;

/** Enum values, which have the same names in our records and on the wire. */
public final class Symbols {
    public static <W extends Enum<W>> W toWire(Class<W> type, Enum<?> value) {
        return Enum.valueOf(type, value.name());
    }

    /** The value of that name; an older reader has none for a symbol of a newer writer. */
    public static <E extends Enum<E>> E toRecord(Class<E> type, Enum<?> symbol) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(symbol.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a %s that this version knows, found %s".formatted(type.getSimpleName(), symbol)));
    }

    /** A value as a word that people read, such as {@code agree-or-tie}; readers of any version can at least show it. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static <E extends Enum<E>> E ofWord(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a %s that this version knows, found %s".formatted(type.getSimpleName(), word)));
    }

    private Symbols() {}
}
