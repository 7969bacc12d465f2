package io.judgefleet.cli.fleet;

import io.judgefleet.cli.console.Interruption;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command finds around it, so that tests can put something else there.
 *
 * @param isTerminal whether a person sees what is written, as it is written
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        InstantSource clock,
        boolean isTerminal,
        Clients clients,
        Interruption interruption) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
