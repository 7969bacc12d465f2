package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker whose memory does not suffice ends, and says so, wherever it runs out. */
@Timeout(240)
@Isolated("a process with little memory is slow beside others")
class LittleMemoryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Fleet fleet = SharedFleet.get();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {12, 16})
    void shouldEndWithOneAndAPlainSentence(int megabytes) throws Exception {
        var log = folder.resolve("worker.log");

        try (var worker = start(megabytes, log)) {
            assertThat(worker.awaitExit(PATIENCE)).isTrue();

            assertThat(worker.onExit().get()).isEqualTo(1);
            assertThat(Files.readString(log).lines())
                    .anyMatch(line ->
                            line.matches("judgefleet-worker: expected more .*memory \\(-Xmx\\), found none left.*")
                                    || line.matches(
                                            "judgefleet-worker: expected .*; \\d+ of \\d+ MiB of memory \\(-Xmx\\) are in use,"
                                                    + " which may be too little"));
        }
    }

    private ChildJvm start(int megabytes, Path log) {
        return ChildJvm.start(new Program(
                List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                System.getProperty("java.class.path"),
                Main.class.getName(),
                List.of(),
                Map.of(
                        "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS", fleet.bootstrapServers(),
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL", fleet.registryUrl(),
                        "JUDGEFLEET_WORKER_JUDGE", "scripted",
                        "JUDGEFLEET_WORKER_STATE_DIR", folder.resolve("state").toString(),
                        "MICRONAUT_SERVER_PORT", "-1"),
                log));
    }
}
