package io.judgefleet.judgement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Enum constants as the words in options, settings, topics and JSON, such as {@code agree-or-tie}. */
public final class KebabCase {
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; empty where there is none. */
    public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst();
    }

    private KebabCase() {}
}
