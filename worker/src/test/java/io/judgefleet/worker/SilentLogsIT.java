package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import io.judgefleet.servers.LocalRegistry;
import io.judgefleet.worker.engine.ScriptedJudge;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker writes about the requests that it serves, whatever becomes of them: not what they say. */
@Timeout(180)
class SilentLogsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "my diagnosis";
    private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR forged by a client";

    @TempDir
    Path folder;

    @Test
    void shouldWriteNoTextOfARequestAndNoLineOfAClients() throws Exception {
        var log = folder.resolve("worker.log");
        try (var registry = LocalRegistry.start(folder.resolve("registry"), 0);
                var fleet = Fleet.start(folder, registry.url())) {
            fleet.submit(WorkerFixtures.request(SECRET));
            fleet.submit(WorkerFixtures.request("FAIL " + SECRET));
            fleet.submit(hostile());
            try (var worker = start(fleet, log)) {
                await("verdicts")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(fleet.verdicts()).hasSize(2));
                await("dead letter")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(fleet.deadLetters()).hasSize(1));
                assertThat(worker.stop(PATIENCE)).isTrue();
            }
        }

        var written = Files.readString(log);
        assertThat(written).contains("worker starts", "worker ended").doesNotContain(SECRET);
        assertThat(written.lines()).noneMatch(line -> line.startsWith(FORGED));
        // It was said, on a line of the worker's own.
        assertThat(written.lines()).anyMatch(line -> line.contains("worker starts") && line.contains(FORGED));
    }

    private static ProducerRecord<byte[], byte[]> hostile() {
        return new ProducerRecord<>(
                Topics.JUDGE_REQUESTS.name(),
                null,
                ("key\n" + FORGED).getBytes(StandardCharsets.UTF_8),
                (SECRET + "\n" + FORGED).getBytes(StandardCharsets.UTF_8),
                List.of(Headers.header("trace\n" + FORGED, SECRET + "\n" + FORGED)));
    }

    /** With everything of ours in its log, and with a setting that tries to write a line. */
    private ChildJvm start(Fleet fleet, Path log) throws Exception {
        var loud = Files.writeString(
                folder.resolve("loud.xml"),
                resource("logback-worker.xml").replace("level=\"INFO\"", "level=\"DEBUG\""));
        return ChildJvm.start(new Program(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + loud,
                        "-D" + ScriptedJudge.FAIL_PROPERTY + "=FAIL"),
                System.getProperty("java.class.path"),
                Main.class.getName(),
                List.of(),
                Map.of(
                        "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                        fleet.bootstrapServers(),
                        "JUDGEFLEET_KAFKA_CLIENT_RACK",
                        "rack\n" + FORGED,
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL",
                        fleet.registryUrl(),
                        "JUDGEFLEET_WORKER_JUDGE",
                        "scripted",
                        "JUDGEFLEET_WORKER_RETRY_FIRST_DELAY",
                        "100ms",
                        "JUDGEFLEET_WORKER_STATE_DIR",
                        folder.resolve("state").toString(),
                        "MICRONAUT_SERVER_PORT",
                        "-1"),
                log));
    }

    private static String resource(String name) throws Exception {
        try (var stream = SilentLogsIT.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
