package io.judgefleet.judgement;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The constants of an enum by their codes.
 *
 * @param <E> the enum
 */
public final class Codes<E extends Enum<E> & Coded> {
    private final String name;
    private final SortedMap<Integer, E> byCode;

    private Codes(String name, SortedMap<Integer, E> byCode) {
        this.name = name;
        this.byCode = Collections.unmodifiableSortedMap(byCode);
    }

    /** @throws IllegalStateException when two constants have the same code, or one a negative code */
    public static <E extends Enum<E> & Coded> Codes<E> of(Class<E> type) {
        var byCode = new TreeMap<Integer, E>();
        for (var constant : type.getEnumConstants()) {
            var other = byCode.put(constant.code(), constant);
            if (other != null || constant.code() < 0) {
                throw new IllegalStateException("expected a code of its own, not negative, for %s.%s, found %d%s"
                        .formatted(
                                type.getSimpleName(),
                                constant.name(),
                                constant.code(),
                                other == null ? "" : ", that of " + other.name()));
            }
        }
        return new Codes<>(type.getSimpleName(), byCode);
    }

    /** How many columns a table needs whose columns are the codes. */
    public int width() {
        return byCode.lastKey() + 1;
    }

    /** The constant of that code; empty where there is none, as for those of a later version. */
    public Optional<E> find(int code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** @throws IllegalArgumentException when no constant has that code */
    public E of(int code) {
        return find(code)
                .orElseThrow(() -> new IllegalArgumentException("expected %s, found %d".formatted(expected(), code)));
    }

    /** What errors say was expected. */
    public String expected() {
        return "a code of %s among %s".formatted(name, byCode.keySet());
    }
}
