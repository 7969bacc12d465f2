package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import io.judgefleet.servers.LocalRegistry;
import io.judgefleet.worker.engine.ScriptedJudge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes: one that dies in its engine again and again, and one that is asked to end. */
@Timeout(300)
class CrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void shouldGiveUpTheRecordThatKilledThreeWorkersAndJudgeItsNeighbours() throws Exception {
        try (var registry = LocalRegistry.start(folder.resolve("registry"), 0);
                var fleet = Fleet.start(folder, registry.url())) {
            fleet.submit(WorkerFixtures.request("BOOM"));
            IntStream.range(0, 20).forEach(i -> fleet.submit(WorkerFixtures.request("n" + i)));

            for (int death = 0; death < 3; death++) {
                try (var worker = start(fleet)) {
                    assertThat(worker.awaitExit(PATIENCE)).isTrue();
                    assertThat(worker.onExit().get()).isEqualTo(ScriptedJudge.ABORTED);
                }
            }
            try (var survivor = start(fleet)) {
                await("neighbours")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(fleet.verdicts()).hasSize(20));
                await("culprit")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(fleet.deadLetters())
                                .singleElement()
                                .satisfies(letter ->
                                        assertThat(letter.cause().stage()).isEqualTo("crash-suspect")));
                assertThat(survivor.stop(PATIENCE)).isTrue();
                assertThat(survivor.onExit().get()).isZero();
            }
            assertThat(fleet.verdicts())
                    .extracting(verdict -> verdict.origin().requestId())
                    .doesNotHaveDuplicates()
                    .hasSize(20);
        }
    }

    private ChildJvm start(Fleet fleet) {
        return ChildJvm.start(new Program(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-D" + ScriptedJudge.ABORT_PROPERTY + "=BOOM"),
                System.getProperty("java.class.path"),
                Main.class.getName(),
                List.of(),
                Map.of(
                        "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS", fleet.bootstrapServers(),
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL", fleet.registryUrl(),
                        "JUDGEFLEET_WORKER_JUDGE", "scripted",
                        "JUDGEFLEET_WORKER_STATE_DIR", folder.resolve("state").toString(),
                        "MICRONAUT_SERVER_PORT", "-1"),
                folder.resolve("worker.log")));
    }
}
