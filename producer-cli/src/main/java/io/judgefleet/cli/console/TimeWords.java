package io.judgefleet.cli.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Times and durations as people write them in options. */
public final class TimeWords {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    /** {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}, {@code 500ms}, or ISO 8601 such as {@code PT1H30M}. */
    public static Duration duration(String text) {
        var matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("expected a duration such as 90s, 15m or PT2H, found \"" + text + "\"");
        }
    }

    /** Milliseconds since the epoch, a day in UTC, or ISO 8601 with its offset. */
    public static Instant instant(String text) {
        try {
            if (text.matches("[0-9]{5,15}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "expected a time such as 2026-01-31T12:00:00Z or 2026-01-31, found \"" + text + "\"");
        }
    }

    private TimeWords() {}
}
