package io.judgefleet.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.cli.Cli;
import io.judgefleet.local.TutorialPage;
import io.judgefleet.local.Verdicts;
import io.judgefleet.local.demo.CaughtUp;
import io.judgefleet.schemas.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with everything real: from a file of comparisons through broker, registry, judge and aggregator. */
@Timeout(300)
class FleetIT {
    private static final int COMPARISONS = 20;

    /** Without a prefix, for the tests that do not restart it. */
    private static Fleet shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void startShared(@TempDir Path data) throws Exception {
        shared = start(data, Map.of());
    }

    @AfterAll
    static void stopShared() {
        shared.close();
    }

    /** With a prefix, which every part and every command then puts before its names. */
    @Test
    void shouldRankModelsAndKeepFiguresWhenRestartedWithItsData() throws Exception {
        var prefix = Map.of("judgefleet.prefix", "red");
        JsonNode before;
        try (var fleet = start(folder, prefix)) {
            assertThat(submit(fleet)).isZero();
            assertThat(verdicts(fleet))
                    .hasSize(COMPARISONS)
                    .allSatisfy(verdict -> assertThat(verdict.passes()).hasSize(2));
            before = leaderboard(fleet);
            assertThat(votes(before)).isEqualTo(COMPARISONS);
            assertThat(before.path("leaderboards").path(0).path("rows")).hasSizeGreaterThanOrEqualTo(4);
            assertThat(page(fleet.endpoints().aggregator(), "/")).contains("<html");
            assertThat(page(fleet.endpoints().aggregator(), "/info"))
                    .contains("\"version\":\"", "\"application-id\":\"red.judgefleet-aggregator\"");
            assertThat(fleet.judge().description()).isEqualTo("judge-small (trained weights), greedy");
            assertThat(topics(fleet)).allMatch(topic -> topic.startsWith("red."));
        }

        try (var fleet = start(folder, prefix)) {
            assertThat(leaderboard(fleet).path("leaderboards")).isEqualTo(before.path("leaderboards"));
            assertThat(submit(fleet)).isZero();
            assertThat(verdicts(fleet)).hasSize(COMPARISONS);
        }
    }

    @Test
    void shouldBeReadByForeignClientWhenItKnowsNothingOfUs() throws Exception {
        var python = python();
        assertThat(submit(shared)).isZero();

        var printed = run(
                python,
                resource("verdict_reader.py"),
                shared.endpoints().bootstrapServers(),
                shared.endpoints().registryUrl());

        var verdict = new ObjectMapper().readTree(printed);
        assertThat(verdicts(shared))
                .extracting(ours -> ours.id().value())
                .contains(verdict.path("value").path("id").asText());
        assertThat(verdict.path("value").path("passes")).hasSize(2);
        assertThat(verdict.path("key").asText())
                .isEqualTo(verdict.path("value")
                        .path("subject")
                        .path("comparisonId")
                        .asText());
    }

    @Test
    void shouldPrintWhatTutorialShowsWhenItsCommandsAreGiven() throws Exception {
        Assumptions.assumeTrue(
                succeeds("python3", "--version"), "skipped: no python3, which the tutorial joins files with");
        Files.createSymbolicLink(folder.resolve("samples"), Home.bundledSample().getParent());

        for (var step : TutorialPage.steps()) {
            assertThat(TutorialPage.shapes(printed(step.command())))
                    .as(step.command())
                    .containsAll(TutorialPage.shapes(step.shown()));
        }
    }

    /** The output of a command of the tutorial, given in the folder of the test to the fleet that is running. */
    private String printed(String line) throws Exception {
        if (line.equals("./judgefleet local")) {
            return "";
        }
        if (!line.startsWith("./judgefleet ")) {
            var shell = new ProcessBuilder("sh", "-c", line).directory(folder.toFile());
            assertThat(shell.inheritIO().start().waitFor()).as(line).isZero();
            return "";
        }
        new CaughtUp(shared.endpoints().aggregator(), null).await();
        var printed = new StringWriter();
        var words = Stream.of(line.split(" "))
                .skip(1)
                .map(word -> word.endsWith(".jsonl") ? folder.resolve(word).toString() : word);
        assertThat(command(shared, new PrintWriter(printed), words.toArray(String[]::new)))
                .as("%s: %s", line, printed)
                .isZero();
        return printed.toString();
    }

    private static Fleet start(Path folder, Map<String, String> properties) throws Exception {
        return Fleet.start(
                new FleetSettings(
                        new DataFolder(folder), LocalJudge.of(Home.bundledJudge()), FleetPorts.ANY, properties),
                new CompletableFuture<>());
    }

    private static Set<String> topics(Fleet fleet) throws Exception {
        try (var admin = Admin.create(fleet.endpoints().clientSettings())) {
            return admin.listTopics().names().get();
        }
    }

    private int submit(Fleet fleet) {
        var said = new StringWriter();
        int exitCode = command(
                fleet,
                new PrintWriter(said),
                "submit",
                Home.bundledSample().toString(),
                "--limit",
                Integer.toString(COMPARISONS),
                "--wait",
                "--timeout",
                "2m");
        assertThat(exitCode).as(said.toString()).isZero();
        return exitCode;
    }

    private static JsonNode leaderboard(Fleet fleet) throws Exception {
        new CaughtUp(fleet.endpoints().aggregator(), null).await();
        var answer = new StringWriter();
        command(fleet, new PrintWriter(answer), "leaderboard", "--json");
        return new ObjectMapper().readTree(answer.toString());
    }

    private static long votes(JsonNode answer) {
        return answer.path("leaderboards").path(0).path("votes").asLong();
    }

    private static int command(Fleet fleet, PrintWriter out, String... words) {
        var config = fleet.settings().data().clientProperties().toString();
        var all = Stream.concat(Stream.of(words), Stream.of("--command-config", config));
        return Cli.run(out, out, all.toArray(String[]::new));
    }

    private static List<Verdict> verdicts(Fleet fleet) {
        return Verdicts.committed(fleet.endpoints().clientSettings());
    }

    private static String page(URI aggregator, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(aggregator.resolve(path)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    /** Debian's Python, for it has the packages; the first of the path may be another. */
    private static String python() throws Exception {
        for (var candidate : List.of("/usr/bin/python3", "python3")) {
            if (succeeds(candidate, "-c", "import confluent_kafka.avro")) {
                return candidate;
            }
        }
        Assumptions.abort(
                "skipped: no Python with confluent_kafka.avro; on Debian: apt-get install python3-confluent-kafka"
                        + " python3-avro python3-requests");
        return "";
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return printed;
    }

    private String resource(String name) throws IOException {
        try (var stream = FleetIT.class.getResourceAsStream("/" + name)) {
            var file = folder.resolve(name);
            Files.write(file, stream == null ? new byte[0] : stream.readAllBytes());
            return file.toString();
        }
    }
}
