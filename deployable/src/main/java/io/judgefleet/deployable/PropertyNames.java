package io.judgefleet.deployable;

import io.judgefleet.metrics.text.NearestName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of a deployable's properties and of their environment twins, so that a misspelt one is refused.
 *
 * @param known such as {@code judgefleet.worker.token-budget}
 * @param open prefixes below which any name is known, such as {@code judgefleet.kafka.}
 */
public record PropertyNames(Set<String> known, Set<String> open) {
    private static final Pattern CAMEL_HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final int TYPING_ERRORS = 2;

    public PropertyNames {
        known = Set.copyOf(known);
        open = Set.copyOf(open);
    }

    /**
     * The nearest name to one that is not known; empty for a known one, and for one of a section that is somebody else's.
     *
     * @param property in dashes or in camel case
     */
    public Optional<String> nearestToUnknown(String property) {
        var hyphenated = CAMEL_HUMP
                .matcher(INDEX.matcher(property).replaceAll(""))
                .replaceAll("$1-$2")
                .toLowerCase(Locale.ROOT);
        return isKnown(hyphenated, open, known)
                        || !isOurs(hyphenated, ".", sections(".").toList())
                ? Optional.empty()
                : nearest(hyphenated, known.stream());
    }

    /** The same of an environment variable such as {@code JUDGEFLEET_WORKER_TOKEN_BUDGET}. */
    public Optional<String> nearestVariableToUnknown(String variable) {
        var variables = known.stream().map(PropertyNames::variable).collect(Collectors.toSet());
        var prefixes = open.stream().map(PropertyNames::variable).collect(Collectors.toSet());
        return isKnown(variable, prefixes, variables)
                        || !isOurs(
                                variable,
                                "_",
                                sections(".").map(PropertyNames::variable).toList())
                ? Optional.empty()
                : nearest(variable, variables.stream());
    }

    /** The environment twin of a property. */
    public static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The name with the fewest letters to change. */
    public static Optional<String> nearest(String name, Stream<String> names) {
        return names.min(Comparator.<String>comparingInt(other -> NearestName.distance(name, other))
                .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isKnown(String name, Set<String> prefixes, Set<String> names) {
        return names.contains(name) || prefixes.stream().anyMatch(name::startsWith);
    }

    /** Whether a name begins with one of the sections, or with one that looks misspelt. */
    private static boolean isOurs(String name, String separator, List<String> sections) {
        return sections.stream().anyMatch(section -> {
            int words = section.split(Pattern.quote(separator), -1).length;
            var parts = name.split(Pattern.quote(separator), -1);
            if (parts.length <= words) {
                return false;
            }
            var begin = Stream.of(parts).limit(words).collect(Collectors.joining(separator));
            return begin.equals(section) || NearestName.distance(begin, section) <= TYPING_ERRORS;
        });
    }

    /** The first two words of each name. */
    private Stream<String> sections(String separator) {
        return Stream.concat(known.stream(), open.stream())
                .map(name -> Stream.of(name.split(Pattern.quote(separator), -1))
                        .limit(2)
                        .collect(Collectors.joining(separator)))
                .distinct();
    }
}
