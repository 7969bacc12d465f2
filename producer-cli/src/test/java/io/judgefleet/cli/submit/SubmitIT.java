package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.cli.LocalFleet;
import io.judgefleet.cli.Ran;
import io.judgefleet.cli.SharedFleet;
import io.judgefleet.cli.VerdictFixtures;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.report.FakeAggregator;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@ExtendWith(SharedFleet.class)
class SubmitIT {
    @TempDir
    Path files;

    static LocalFleet fleet;

    @BeforeAll
    static void share(LocalFleet shared) {
        fleet = shared;
    }

    @Test
    void shouldSubmitTheRestAndSayEveryBadLineWhenInputIsBad() throws IOException {
        var before = requests().size();

        var ran = fleet.run("submit", badInput().toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(ran.errLines())
                .contains(
                        "bad.jsonl:3: expected a text in question, found no such field",
                        "bad.jsonl:4: duplicate id \"bad/1\", first on line 1",
                        "bad.jsonl:5: question must not be blank",
                        "bad.jsonl:7: expected UTF-8, found the byte 0xe7 at byte 36")
                .anyMatch(line -> line.startsWith("bad.jsonl:2: expected JSON"))
                .anyMatch(line ->
                        line.matches("bad.jsonl:6: expected at most 1048576 bytes, found 2.* in the encoded request"))
                .contains("read 8: 2 accepted, 6 rejected", "requests: 2 sent, 0 already judged, 0 sent before");
        assertThat(requests()).hasSize(before + 2);
    }

    @Test
    void shouldWriteRequestAsWorkersExpectItWhenItIsSubmitted() throws IOException {
        var file = Files.writeString(files.resolve("one.jsonl"), Lines.line("wire/1", "Why?", "because"));

        fleet.run("submit", file.toString(), "--tenant", "team-a", "-H", "trace=t1", "--profile", "tiny");

        var received = requests().stream()
                .filter(it -> Headers.text(it.headers(), "trace").isPresent())
                .findFirst()
                .orElseThrow();
        var request = requested("wire/1");
        assertThat(request.routing().tenant()).contains("team-a");
        assertThat(new String(received.key(), StandardCharsets.UTF_8))
                .isEqualTo(request.comparison().question().id());
        assertThat(Headers.text(received.headers(), Headers.JUDGE_PROFILE)).contains("tiny");
        assertThat(Headers.text(received.headers(), Headers.REQUEST_ID))
                .contains(request.id().value());
    }

    @Test
    void shouldSendLabelsWithKeyOfComparisonWhenTheyStandBesideIt() throws IOException {
        var labelled = Lines.labelled("label/1", "ann=first", "bob=tie");

        var ran = fleet.run(
                "submit", Files.writeString(files.resolve("l.jsonl"), labelled).toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).contains("labels: 2 sent").contains("ann - bob");
        assertThat(fleet.records("labels"))
                .filteredOn(label -> key(label).equals("label/1"))
                .hasSize(2);
    }

    @Test
    void shouldTimeOutWhenNobodyJudges() throws IOException {
        var file = Files.writeString(files.resolve("w.jsonl"), Lines.line("wait/1", "Why?", "because"));

        var ran = fleet.run("submit", file.toString(), "--wait", "--timeout", "500ms");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.TIMED_OUT);
        assertThat(ran.err()).contains("outcomes: 0 judged, 0 dead letters, 1 missing");
    }

    @Test
    void shouldWaitForVerdictOrDeadLetterOfEveryRequestWhenToldTo() throws Exception {
        var file = lines("waited", 2);

        var running = CompletableFuture.supplyAsync(() -> fleet.run("submit", file.toString(), "--wait"));
        await("requests")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ids("waited")).hasSize(2));
        fleet.judged(VerdictFixtures.verdict(requested("waited/0"), 9, 3));
        died(requested("waited/1"));
        var ran = running.get(60, TimeUnit.SECONDS);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNDELIVERED);
        assertThat(ran.err()).contains("outcomes: 1 judged, 1 dead letters, 0 missing");
    }

    @Test
    void shouldWaitForWhatWasSentBeforeWhenCommandIsGivenAgain() throws IOException {
        var file = lines("before", 1);
        var state = files.resolve("state").toString();
        fleet.run("submit", file.toString(), "--resume", state);
        fleet.judged(VerdictFixtures.verdict(requested("before/0"), 9, 3));

        var ran = fleet.run("submit", file.toString(), "--resume", state, "--wait", "--timeout", "30s");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).contains("requests: 0 sent, 0 already judged, 1 sent before", "outcomes: 1 judged");
    }

    @Test
    void shouldLeaveOutWhatIsJudgedWhenAggregatorKnowsIt() throws IOException {
        var file = lines("known", 3);
        fleet.run("submit", file.toString(), "--limit", "2");
        var judged = requested("known/1").id().value();
        try (var aggregator = new FakeAggregator(200, "[\"" + judged + "\"]")) {

            var ran = Ran.run(replaced(
                    fleet.words("submit", file.toString(), "--skip", "1"), LocalFleet.NOWHERE, aggregator.url()));
            var again = Ran.run(replaced(
                    fleet.words("submit", file.toString(), "--skip", "1", "--resubmit"),
                    LocalFleet.NOWHERE,
                    aggregator.url()));

            assertThat(ran.err()).contains("requests: 1 sent, 1 already judged").doesNotContain("note:");
            assertThat(again.err()).contains("requests: 2 sent, 0 already judged");
            assertThat(aggregator.asked()).containsExactly("/api/requests/judged");
        }
    }

    private static String[] replaced(String[] words, String from, String to) {
        return Arrays.stream(words).map(word -> word.equals(from) ? to : word).toArray(String[]::new);
    }

    @Test
    void shouldWriteDownEverythingThatWasSentWhenProcessIsTerminated() throws Exception {
        var file = lines("ended", 500);
        var state = files.resolve("state");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.judgefleet.cli.Main"));
        command.addAll(List.of(fleet.words("submit", file.toString(), "--resume", state.toString(), "--rate", "50/s")));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("log").toFile())
                .start();
        try {
            await("requests")
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(ids("ended").size()).isGreaterThan(20));

            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        var sent = fleet.requests().stream()
                .filter(request -> request.comparison().id().value().startsWith("ended/"))
                .map(request -> "r " + request.id())
                .toList();
        assertThat(sent).hasSizeLessThan(500);
        assertThat(Files.readAllLines(state)).containsAll(sent);
    }

    @Test
    void shouldSendNothingTwiceWhenSameCommandIsGivenAgain() throws IOException {
        var file = lines("again", 20);
        var state = files.resolve("state").toString();
        fleet.run("submit", file.toString(), "--limit", "7", "--resume", state);

        var ran = fleet.run("submit", file.toString(), "--resume", state);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).contains("requests: 13 sent, 0 already judged, 7 sent before");
        assertThat(ids("again")).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void shouldFindWhatWasAcknowledgedAndNotWrittenWhenStateIsBehind() throws IOException {
        var file = lines("behind", 10);
        var state = files.resolve("state");
        fleet.run("submit", file.toString(), "--limit", "0", "--resume", state.toString());
        var beginning = Files.readAllBytes(state);
        fleet.run("submit", file.toString(), "--limit", "6", "--resume", state.toString());
        Files.write(state, beginning);

        var ran = fleet.run("submit", file.toString(), "--resume", state.toString());

        assertThat(ran.err()).contains("requests: 4 sent, 0 already judged, 6 sent before");
        assertThat(ids("behind")).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseStateFileWhenItBelongsToAnotherTopic() throws IOException {
        var file = lines("other", 1);
        var state = files.resolve("state").toString();
        fleet.run("submit", file.toString(), "--resume", state);

        var ran = fleet.run("submit", file.toString(), "--resume", state, "--lane", "bulk");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("the state file belongs to topic judge-requests");
    }

    @Test
    void shouldSayWhatToDoWhenTopicIsMissing() throws IOException {
        var ran = fleet.run("submit", lines("nowhere", 1).toString(), "--topic", "nowhere");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).isEqualTo("judgefleet: topic nowhere does not exist; judgefleet topics apply makes it\n");
    }

    private Path lines(String dataset, int count) throws IOException {
        return Files.write(
                files.resolve(dataset + ".jsonl"),
                IntStream.range(0, count)
                        .mapToObj(i -> Lines.line(dataset + "/" + i, "Question " + i + "?", "answer"))
                        .toList());
    }

    /** Two good lines around an unparsable one, a missing field, a duplicate, an empty question, 2 MB and Latin-1. */
    private Path badInput() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var line : List.of(
                Lines.line("bad/1", "Why?", "x"),
                "{\"id\": \"bad/2\", \"question\": ",
                "{\"id\": \"bad/3\", \"answers\": []}",
                Lines.line("bad/1", "Why again?", "x"),
                Lines.line("bad/5", "", "x"),
                Lines.line("bad/6", "Why?", "x".repeat(2_000_000)))) {
            bytes.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        bytes.write((Lines.line("bad/7", "Pourquoi \u00e7a?", "x") + "\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.write((Lines.line("bad/8", "Why?", "x") + "\n").getBytes(StandardCharsets.UTF_8));
        return Files.write(files.resolve("bad.jsonl"), bytes.toByteArray());
    }

    private static List<String> ids(String dataset) {
        return fleet.requests().stream()
                .map(request -> request.comparison().id().value())
                .filter(id -> id.startsWith(dataset + "/"))
                .toList();
    }

    private static JudgeRequest requested(String comparison) {
        return fleet.requests().stream()
                .filter(request -> request.comparison().id().value().equals(comparison))
                .findFirst()
                .orElseThrow();
    }

    private static void died(JudgeRequest request) {
        var letter = new DeadLetter(
                new DeadLetter.Source("judge-requests", 0, 0),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Instant.EPOCH,
                new DeadLetter.Cause(
                        "judge",
                        "engine failed",
                        true,
                        Optional.empty(),
                        new DeadLetter.LastTry(
                                5, "w1", "judgelm", Optional.of(request.id().value()))));
        fleet.send(DeadLetters.toRecord("judge-requests.dead-letters", letter));
    }

    private static List<ConsumerRecord<byte[], byte[]>> requests() {
        return fleet.records("judge-requests");
    }

    private static String key(ConsumerRecord<byte[], byte[]> received) {
        return new String(received.key(), StandardCharsets.UTF_8);
    }
}
