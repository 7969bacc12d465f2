package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.schemas.topics.PropertyNames;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The properties that the aggregator's own file has, which are all that there are. */
final class KnownProperties {
    private static final String FILE = "/judgefleet-aggregator/application.yml";
    private static final String OURS = "judgefleet.";
    private static final String VARIABLE = "JUDGEFLEET_";

    /** Alerts are named by those who set them; url and token are the command line's own. */
    private static final Set<String> OPEN = Set.of(
            "judgefleet.kafka.",
            "judgefleet.aggregator.alerts.",
            "judgefleet.aggregator.url",
            "judgefleet.aggregator.token");

    private static final PropertyNames NAMES = new PropertyNames(read(), OPEN);

    /**
     * Refuses properties and environment variables that look like ours and are none.
     *
     * @throws StartRefusedException with the nearest name there is
     */
    static void requireNoOthers(Environment environment) {
        for (var source : environment.getPropertySources()) {
            for (var name : source) {
                nearest(name).ifPresent(nearest -> {
                    throw new StartRefusedException(
                            "%s: expected a known property, the nearest is %s, found another".formatted(name, nearest));
                });
            }
        }
    }

    private static Optional<String> nearest(String name) {
        return name.startsWith(VARIABLE) ? NAMES.nearestVariableToUnknown(name) : NAMES.nearestToUnknown(name);
    }

    private static Set<String> read() {
        try (var file = Objects.requireNonNull(KnownProperties.class.getResourceAsStream(FILE), FILE)) {
            return new YamlPropertySourceLoader()
                    .read(FILE, file).keySet().stream()
                            .filter(name -> name.startsWith(OURS))
                            .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private KnownProperties() {}
}
