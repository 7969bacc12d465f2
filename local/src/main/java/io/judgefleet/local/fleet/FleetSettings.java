package io.judgefleet.local.fleet;

import io.judgefleet.schemas.topics.FleetPrefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a local fleet is to be.
 *
 * @param properties of the worker and the aggregator, by their full names, on top of what this fleet sets itself
 */
public record FleetSettings(DataFolder data, LocalJudge judge, FleetPorts ports, Map<String, String> properties) {
    private static final String TOKEN_FILE = "judgefleet.http.token-file";
    private static final String TOKEN_VARIABLE = "JUDGEFLEET_HTTP_TOKEN_FILE";

    public FleetSettings {
        properties = Map.copyOf(properties);
    }

    /** What worker and aggregator ask for over HTTP, where they ask for something; found as they find it. */
    public Optional<String> token() {
        return Optional.ofNullable(
                        properties.getOrDefault(TOKEN_FILE, System.getenv().get(TOKEN_VARIABLE)))
                .map(FleetSettings::read);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What the fleet's names begin with: as worker and aggregator find it, a property above its variable. */
    FleetPrefix prefix() {
        return FleetPrefix.parse(
                properties.getOrDefault(FleetPrefix.SETTING, System.getenv().getOrDefault("JUDGEFLEET_PREFIX", "")));
    }
}
