package io.judgefleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.local.fleet.DataFolder;
import io.judgefleet.local.fleet.Fleet;
import io.judgefleet.local.fleet.FleetPorts;
import io.judgefleet.local.fleet.FleetSettings;
import io.judgefleet.local.fleet.Home;
import io.judgefleet.local.fleet.LocalJudge;
import io.judgefleet.local.fleet.LogTail;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts it, killed as a person would not. */
@Timeout(400)
class KilledDemoIT {
    private static final int COMPARISONS = 50;

    @TempDir
    Path folder;

    @Test
    void shouldEndWithTheSameVerdictsWhenKilledInTheMiddleAndStartedAgain() throws Exception {
        var input = folder.resolve("input.jsonl");
        Files.write(
                input,
                Files.readAllLines(Home.bundledSample()).stream()
                        .limit(COMPARISONS)
                        .toList());

        int before = killedInTheMiddle(input);
        assertThat(before).isBetween(1, COMPARISONS - 1);
        try (var again = demo(input, "second")) {
            assertThat(again.onExit().get(4, TimeUnit.MINUTES))
                    .as("%s", LogTail.of(folder.resolve("second.log")))
                    .isZero();
        }

        assertThat(Files.readString(folder.resolve("second.log")))
                .contains("leaderboard", "judge-small (trained weights), greedy", "look again: judgefleet local");
        try (var fleet = Fleet.start(
                new FleetSettings(new DataFolder(data()), LocalJudge.of(Home.bundledJudge()), FleetPorts.ANY, Map.of()),
                new CompletableFuture<>())) {
            var verdicts = Verdicts.committed(fleet.endpoints().clientSettings());
            assertThat(verdicts).extracting(Verdict::id).doesNotHaveDuplicates();
            assertThat(verdicts)
                    .extracting(verdict -> verdict.subject().comparisonId().value())
                    .containsExactlyInAnyOrderElementsOf(comparisonIds(input));
        }
    }

    /** How many verdicts could be read just before. */
    private int killedInTheMiddle(Path input) throws Exception {
        try (var first = demo(input, "first")) {
            int seen = await("some verdicts")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsMatching(KilledDemoIT::isNotUpYet)
                    .until(() -> Verdicts.committed(clientSettings()).size(), size -> size > 0);
            ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
            first.onExit().get(10, TimeUnit.SECONDS);
            return seen;
        }
    }

    private static boolean isNotUpYet(Throwable thrown) {
        return thrown instanceof IOException
                || thrown instanceof KafkaException
                || thrown instanceof NullPointerException;
    }

    private Map<String, Object> clientSettings() throws IOException {
        var endpoints =
                new ObjectMapper().readTree(data().resolve("endpoints.json").toFile());
        return Map.of(
                "bootstrap.servers", endpoints.path("bootstrapServers").asText(),
                "schema.registry.url", endpoints.path("schemaRegistryUrl").asText());
    }

    /** A small budget makes small batches, so that there is a middle. */
    private ChildJvm demo(Path input, String name) {
        return ChildJvm.start(new Program(
                List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", home()),
                System.getProperty("java.class.path"),
                Main.class.getName(),
                List.of(
                        "demo",
                        "--input",
                        input.toString(),
                        "--data",
                        data().toString(),
                        "-P",
                        "judgefleet.worker.token-budget=1200"),
                Map.of(),
                folder.resolve(name + ".log")));
    }

    private static String home() {
        return "-D%s=%s".formatted(Home.PROPERTY, System.getProperty(Home.PROPERTY));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static List<String> comparisonIds(Path input) throws IOException {
        var json = new ObjectMapper();
        return Files.readAllLines(input).stream().map(line -> id(json, line)).toList();
    }

    private static String id(ObjectMapper json, String line) {
        try {
            var comparison = json.readTree(line);
            return ComparisonId.of(
                            comparison.path("dataset").asText(),
                            comparison.path("id").asText())
                    .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
