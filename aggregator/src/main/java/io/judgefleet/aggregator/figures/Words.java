package io.judgefleet.aggregator.figures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Enum values as the words that people read and write: {@code agree-or-tie}. */
public final class Words {
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst();
    }

    private Words() {}
}
