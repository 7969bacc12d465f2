package io.judgefleet.deployable;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The properties in a deployable's file of defaults; it has no others. */
public final class KnownProperties {
    private static final String OURS = "judgefleet.";
    private static final String VARIABLE = "JUDGEFLEET_";

    private final PropertyNames names;

    private KnownProperties(PropertyNames names) {
        this.names = names;
    }

    /**
     * Reads the names from the file of defaults.
     *
     * @param file on the class path, such as {@code /application-worker.yml}
     * @param open prefixes below which any name is known
     */
    public static KnownProperties of(String file, Set<String> open) {
        try (var stream = Objects.requireNonNull(KnownProperties.class.getResourceAsStream(file), file)) {
            var known = new YamlPropertySourceLoader()
                    .read(file, stream).keySet().stream()
                            .filter(name -> name.startsWith(OURS))
                            .collect(Collectors.toSet());
            return new KnownProperties(new PropertyNames(known, open));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Refuses properties and environment variables that resemble known ones.
     *
     * @throws ConfigurationException with the nearest known name
     */
    public void requireNoOthers(Environment environment) {
        for (var source : environment.getPropertySources()) {
            for (var name : source) {
                nearest(name).ifPresent(nearest -> {
                    throw new ConfigurationException(name, "a known property, the nearest is " + nearest, "another");
                });
            }
        }
    }

    private Optional<String> nearest(String name) {
        return name.startsWith(VARIABLE) ? names.nearestVariableToUnknown(name) : names.nearestToUnknown(name);
    }
}
