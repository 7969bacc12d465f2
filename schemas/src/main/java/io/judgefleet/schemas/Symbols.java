package io.judgefleet.schemas;

import io.judgefleet.judgement.KebabCase;
import java.util.Arrays;

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

    /** The value of a {@link KebabCase} word. */
    public static <E extends Enum<E>> E ofWord(Class<E> type, String word) {
        return KebabCase.parse(type, word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a %s that this version knows, found %s".formatted(type.getSimpleName(), word)));
    }

    private Symbols() {}
}
