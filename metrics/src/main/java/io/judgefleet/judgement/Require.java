package io.judgefleet.judgement;

import java.time.Instant;
import java.util.Locale;

/** Checks of record components: a violation names the field, the rule and the value found. */
public final class Require {
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    /** The value, which is finite and within the closed range. */
    public static double within(double low, double high, double value, String field) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s must be within %s to %s, found %s", field, low, high, value));
        }
        return value;
    }

    /** The count, which is not negative. */
    public static long notNegative(long value, String field) {
        if (value < 0) {
            throw new IllegalArgumentException("%s must not be negative, found %d".formatted(field, value));
        }
        return value;
    }

    /** The text, which has at least one visible character. */
    public static String notBlank(String value, String field) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("%s must not be blank".formatted(field));
        }
        return value;
    }

    /** Two texts that are not the same. */
    public static void different(String first, String second, String field) {
        if (first.equals(second)) {
            throw new IllegalArgumentException("%s must be different, found %s twice".formatted(field, first));
        }
    }

    /** The time, which is from 1970 up to the end of 9999, so that differences and microseconds never overflow. */
    public static Instant time(Instant value, String field) {
        if (value.isBefore(Instant.EPOCH) || !value.isBefore(END_OF_TIME)) {
            throw new IllegalArgumentException(
                    "%s must be within the years 1970 to 9999, found %s".formatted(field, value));
        }
        return value;
    }

    private Require() {}
}
