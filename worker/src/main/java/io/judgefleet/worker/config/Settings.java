package io.judgefleet.worker.config;

import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Typed properties; one that cannot be read says what was expected and what was found. */
final class Settings {
    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");

    private final Environment environment;

    Settings(Environment environment) {
        this.environment = environment;
    }

    Optional<String> optional(String name) {
        return environment.getProperty(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    String text(String name, String expected) {
        return optional(name).orElseThrow(() -> new ConfigurationException(name, expected, "none"));
    }

    Path path(String name, String expected) {
        return Path.of(text(name, expected));
    }

    boolean flag(String name) {
        return switch (text(name, "true or false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw wrong(name, "true or false", other);
        };
    }

    int atLeast(int least, String name) {
        var expected = "a whole number from %d up".formatted(least);
        var text = text(name, expected);
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, expected, text);
        }
        throw wrong(name, expected, text);
    }

    Duration duration(String name) {
        var expected = "a duration such as 30s";
        var text = text(name, expected);
        var matcher = SHORT_DURATION.matcher(text);
        if (!matcher.matches()) {
            return iso(name, expected, text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** One of an enum's constants by the word that stands for it. */
    <E extends Enum<E>> E choice(String name, Class<E> type, Function<E, String> word) {
        var words = words(type, word);
        var text = text(name, expected(words));
        return Optional.ofNullable(words.get(text)).orElseThrow(() -> wrong(name, expected(words), text));
    }

    /** Some of an enum's constants, at least one, with commas between them. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> type, Function<E, String> word) {
        var words = words(type, word);
        var expected = "some of " + String.join(", ", words.keySet());
        return Arrays.stream(text(name, expected).split(","))
                .map(String::strip)
                .map(text -> Optional.ofNullable(words.get(text)).orElseThrow(() -> wrong(name, expected, text)))
                .collect(Collectors.toSet());
    }

    /**
     * All properties below a prefix, in the words of those who read them: names with dots and no dashes.
     *
     * <p>An environment variable cannot say where a dash and where a dot is meant.
     */
    Map<String, String> below(String prefix) {
        var flat = new LinkedHashMap<String, String>();
        for (var convention : List.of(StringConvention.RAW, StringConvention.HYPHENATED)) {
            flatten("", environment.getProperties(prefix, convention), flat);
        }
        // The same property may be there in several spellings; the environment knows which of them counts.
        flat.replaceAll((name, found) ->
                environment.getProperty(prefix + "." + name, String.class).orElse(found));
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> flat) {
        nested.forEach((key, value) -> {
            var name = prefix + String.valueOf(key).replace('-', '.');
            if (value instanceof Map<?, ?> deeper) {
                flatten(name + ".", deeper, flat);
            } else {
                flat.put(name, String.valueOf(value));
            }
        });
    }

    private static Duration iso(String name, String expected, String text) {
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw wrong(name, expected, text);
        }
        throw wrong(name, expected, text);
    }

    private static <E extends Enum<E>> Map<String, E> words(Class<E> type, Function<E, String> word) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> words.put(word.apply(constant), constant));
        return words;
    }

    private static String expected(Map<String, ?> words) {
        return "one of " + String.join(", ", words.keySet());
    }

    private static ConfigurationException wrong(String name, String expected, String found) {
        return new ConfigurationException(name, expected, "\"" + found + "\"");
    }
}
