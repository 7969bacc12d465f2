package io.judgefleet.deployable;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.core.convert.ConversionService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Properties as typed values.
 *
 * <p>Every method throws a {@link ConfigurationException} that names the property, what was expected and what was found.
 */
public final class PropertyReader {
    private static final String KAFKA = "judgefleet.kafka.";
    private static final String REGISTRY = "judgefleet.schema-registry.url";

    private final Environment environment;

    public PropertyReader(Environment environment) {
        this.environment = environment;
    }

    public Optional<String> optional(String name) {
        return environment.getProperty(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    public String text(String name, String expected) {
        return optional(name).orElseThrow(() -> new ConfigurationException(name, expected, "none"));
    }

    /** The value that a parser makes of the text. */
    public <T> T value(String name, String expected, Function<String, T> parse) {
        var text = text(name, expected);
        try {
            return parse.apply(text);
        } catch (RuntimeException e) { // the expectation is clearer than any parser's message
            throw wrong(name, expected, text);
        }
    }

    public Path path(String name, String expected) {
        return value(name, expected, Path::of);
    }

    public boolean flag(String name) {
        return value(name, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    public int integer(String name) {
        return value(name, "a whole number", Integer::parseInt);
    }

    public int atLeast(int least, String name) {
        return value(name, "a whole number from %d up".formatted(least), text -> {
            int number = Integer.parseInt(text);
            if (number < least) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    /** Numbers with a unit of ms, s, m, h or d, or the ISO form. */
    public Duration duration(String name) {
        return value(
                name,
                "a duration such as 500ms, 30s, 10m, 12h or 30d",
                text -> ConversionService.SHARED
                        .convert(text.replace(" ", ""), Duration.class)
                        .filter(duration -> !duration.isNegative())
                        .orElseThrow());
    }

    /** Not by Micronaut's converter, which reads {@code 1 barrel} as one byte. */
    public long bytes(String name) {
        return value(name, "a size such as 64MB", text -> parseBytes(text.toUpperCase(Locale.ROOT)));
    }

    /** One of an enum's constants by the word that stands for it. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, Function<E, String> word) {
        var words = words(type, word);
        return value(name, "one of " + String.join(", ", words.keySet()), text -> constant(words, text));
    }

    /** Some of an enum's constants, at least one, with commas between them. */
    public <E extends Enum<E>> Set<E> choices(String name, Class<E> type, Function<E, String> word) {
        var words = words(type, word);
        var expected = "some of " + String.join(", ", words.keySet());
        return Arrays.stream(text(name, expected).split(","))
                .map(String::strip)
                .map(text -> Optional.ofNullable(words.get(text)).orElseThrow(() -> wrong(name, expected, text)))
                .collect(Collectors.toSet());
    }

    /**
     * All properties under a prefix, with their names as they are written: Micronaut's own lookup would turn the dots of
     * environment variables into hyphens.
     */
    public Map<String, String> under(String prefix) {
        var found = new TreeMap<String, String>();
        environment.getPropertySources().stream()
                .sorted(Comparator.comparingInt(PropertySource::getOrder))
                .forEach(source -> addUnder(prefix, source, found));
        return found;
    }

    /** The settings of Kafka's clients and of the serde, whose names have dots and no dashes. */
    public Map<String, String> kafka() {
        var kafka = new TreeMap<String, String>();
        under(KAFKA).forEach((name, value) -> kafka.put(name.replace('-', '.'), value));
        optional(REGISTRY).ifPresent(url -> kafka.putIfAbsent("schema.registry.url", url));
        if (optional(FleetPrefix.SETTING).isPresent()) {
            kafka.put(
                    FleetPrefix.SETTING,
                    value(
                            FleetPrefix.SETTING,
                            "letters, digits, dots, hyphens and underscores",
                            text -> FleetPrefix.parse(text).value()));
        }
        return kafka;
    }

    private void addUnder(String prefix, PropertySource source, Map<String, String> found) {
        var isEnvironment = source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE;
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

    private static <E extends Enum<E>> Map<String, E> words(Class<E> type, Function<E, String> word) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> words.put(word.apply(constant), constant));
        return words;
    }

    private static <E> E constant(Map<String, E> words, String text) {
        return Optional.ofNullable(words.get(text)).orElseThrow();
    }

    private static ConfigurationException wrong(String name, String expected, String found) {
        return new ConfigurationException(name, expected, "\"" + found + "\"");
    }
}
