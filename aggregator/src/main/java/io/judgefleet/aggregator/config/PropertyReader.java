package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Properties as typed values; one that cannot be read refuses the start by its name. */
final class PropertyReader {
    private final Environment environment;

    PropertyReader(Environment environment) {
        this.environment = environment;
    }

    Optional<String> text(String name) {
        return environment.getProperty(name, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value of a property that has a default in application.yml. */
    <T> T value(String name, String expectation, Function<String, T> parse) {
        var text = text(name).orElseThrow(() -> refusal(name, expectation, ""));
        try {
            return parse.apply(text);
        } catch (RuntimeException e) { // whatever the parser says, the expectation says it better
            throw refusal(name, expectation, text);
        }
    }

    int integer(String name) {
        return value(name, "a whole number", Integer::parseInt);
    }

    /** Numbers with a unit of ms, s, m, h or d, or the ISO form. */
    Duration duration(String name) {
        return value(name, "a duration such as 500ms, 30s, 10m, 12h or 30d", PropertyReader::parseDuration);
    }

    long bytes(String name) {
        return value(name, "a size such as 64MB", text -> parseBytes(text.toUpperCase(Locale.ROOT)));
    }

    boolean flag(String name) {
        return value(name, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /**
     * All properties under a prefix with their names untouched, for what passes them on: Micronaut's own lookup would
     * turn dots of environment variables into hyphens.
     */
    Map<String, String> under(String prefix) {
        var found = new TreeMap<String, String>();
        environment.getPropertySources().stream()
                .sorted(Comparator.comparingInt(PropertySource::getOrder))
                .forEach(source -> addUnder(prefix, source, found));
        return found;
    }

    private void addUnder(String prefix, PropertySource source, Map<String, String> found) {
        var isEnvironment = source.getConvention() == PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE;
        for (var key : source) {
            var name = isEnvironment ? key.toLowerCase(Locale.ROOT).replace('_', '.') : key;
            var value = source.get(key);
            if (name.startsWith(prefix) && value != null) {
                found.put(
                        name.substring(prefix.length()),
                        environment.getPlaceholderResolver().resolveRequiredPlaceholders(value.toString()));
            }
        }
    }

    private static Duration parseDuration(String text) {
        if (text.startsWith("P") || text.startsWith("p")) {
            return Duration.parse(text);
        }
        var digits = text.replaceAll("[^0-9].*", "");
        var amount = Long.parseLong(digits);
        return switch (text.substring(digits.length()).strip()) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static long parseBytes(String text) {
        var digits = text.replaceAll("[^0-9].*", "");
        var amount = Long.parseLong(digits);
        return switch (text.substring(digits.length()).strip()) {
            case "", "B" -> amount;
            case "KB" -> Math.multiplyExact(amount, 1L << 10);
            case "MB" -> Math.multiplyExact(amount, 1L << 20);
            case "GB" -> Math.multiplyExact(amount, 1L << 30);
            default -> throw new IllegalArgumentException(text);
        };
    }

    static StartRefusedException refusal(String name, String expectation, String found) {
        return new StartRefusedException("%s: expected %s, found \"%s\"".formatted(name, expectation, found));
    }
}
