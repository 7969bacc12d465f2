package io.judgefleet.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An aggregator one of whose threads finds no memory ends, instead of going on without it. Where that thread is the one of
 * Kafka's administration client, what it was asked for never comes.
 */
@Timeout(240)
@Isolated("a process with little memory is slow beside others")
class LittleMemoryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    Path folder;

    @Test
    void shouldEndWithOneWhenAThreadFindsNoMemory() throws Exception {
        var log = folder.resolve("aggregator.log");
        try (var fleet = FleetFixture.start(folder);
                var aggregator = start(fleet, log)) {
            assertThat(aggregator.awaitExit(PATIENCE)).isTrue();

            assertThat(aggregator.onExit().get()).isEqualTo(1);
            assertThat(Files.readString(log).lines())
                    .anyMatch(line ->
                            line.matches("judgefleet-aggregator: expected more .*memory \\(-Xmx\\), found none left.*")
                                    || line.matches("judgefleet-aggregator: no answer from Kafka at .* within \\d+ s"));
        }
    }

    private ChildJvm start(FleetFixture fleet, Path log) {
        return ChildJvm.start(new Program(
                List.of("-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                System.getProperty("java.class.path"),
                Main.class.getName(),
                List.of(),
                Map.of(
                        "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                        fleet.bootstrapServers(),
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL",
                        "mock://little-memory",
                        "JUDGEFLEET_AGGREGATOR_STATE_DIR",
                        folder.resolve("state").toString(),
                        "MICRONAUT_SERVER_PORT",
                        "-1"),
                log));
    }
}
