package io.judgefleet.local.fleet;

import java.util.Collection;
import java.util.List;

/**
 * Which properties a local fleet takes by {@code -P}: those of the worker and of the aggregator, each of which knows its
 * own names.
 */
final class FleetProperties {
    private static final List<String> SECTIONS = List.of(
            "judgefleet.worker.",
            "judgefleet.aggregator.",
            "judgefleet.http.",
            "judgefleet.kafka.",
            "judgefleet.schema-registry.",
            "judgefleet.prefix",
            "judgefleet.scripted.",
            "micronaut.",
            "endpoints.",
            "jackson.",
            "logger.");

    /** @throws IllegalArgumentException for a property that neither of them would look at */
    static void requireSections(Collection<String> names) {
        for (var name : names) {
            if (SECTIONS.stream().noneMatch(name::startsWith)) {
                throw new IllegalArgumentException("%s: expected a property that begins with one of %s, found another"
                        .formatted(name, String.join(" ", SECTIONS)));
            }
        }
    }

    private FleetProperties() {}
}
