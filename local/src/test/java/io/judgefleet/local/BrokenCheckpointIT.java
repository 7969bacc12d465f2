package io.judgefleet.local;

import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Cli;
import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome.Failed;
import io.judgefleet.local.fleet.DataFolder;
import io.judgefleet.local.fleet.Fleet;
import io.judgefleet.local.fleet.FleetPorts;
import io.judgefleet.local.fleet.FleetSettings;
import io.judgefleet.local.fleet.Home;
import io.judgefleet.local.fleet.LocalJudge;
import io.judgefleet.schemas.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A judge with a row of weights that are no numbers, in a running fleet: what meets the row fails, all else is judged. */
@Timeout(300)
class BrokenCheckpointIT {
    private static final int COMPARISONS = 100;
    private static final String EMBEDDING = "model.embed_tokens.weight";

    /** The last byte of a paragraph sign, which has no piece of its own in the bundled judge's vocabulary. */
    private static final int ROW = 170;

    private static final byte[] NAN = {(byte) 0xC0, 0x7F};

    @TempDir
    Path folder;

    @Test
    void shouldFailWhatMeetsTheRowAndJudgeTheRestWhileEveryProcessLives() throws Exception {
        try (var fleet = start(brokenJudge())) {
            var processes = fleet.processes();

            assertThat(submit(fleet)).isZero();

            var verdicts = Verdicts.committed(fleet.endpoints().clientSettings()).stream()
                    .collect(partitioningBy(
                            verdict -> verdict.subject().comparisonId().value().startsWith("bad-")));
            assertThat(verdicts.get(true)).hasSize(10).allSatisfy(BrokenCheckpointIT::assertFailed);
            assertThat(verdicts.get(false))
                    .hasSize(90)
                    .allSatisfy(verdict -> assertThat(verdict.passes())
                            .hasSize(2)
                            .noneMatch(pass -> pass.outcome() instanceof Failed));
            assertThat(metrics(fleet))
                    .contains("judgefleet_worker_passes_total{state=\"failed\"} 20.0")
                    .contains("judgefleet_worker_records_total{fate=\"judged\"} 100.0");
            assertThat(fleet.processes()).isEqualTo(processes);
        }
    }

    private static void assertFailed(Verdict verdict) {
        assertThat(verdict.passes())
                .hasSize(2)
                .extracting(Pass::outcome)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.reason())
                                        .matches(
                                                "expected finite logits after \\d+ tokens, found NaN; the checkpoint holds NaN in row 170 of "
                                                        + EMBEDDING)));
    }

    private Fleet start(Path judge) throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        return Fleet.start(
                new FleetSettings(data, LocalJudge.of(judge), FleetPorts.ANY, Map.of()), new CompletableFuture<>());
    }

    private int submit(Fleet fleet) throws IOException {
        var comparisons = IntStream.range(0, COMPARISONS)
                .mapToObj(BrokenCheckpointIT::comparison)
                .collect(Collectors.joining("\n"));
        var file = Files.writeString(folder.resolve("comparisons.jsonl"), comparisons);
        var config = fleet.settings().data().clientProperties().toString();
        var said = new StringWriter();
        var out = new PrintWriter(said);
        return Cli.run(out, out, "submit", file.toString(), "--wait", "--timeout", "3m", "--command-config", config);
    }

    /** Every tenth holds a paragraph sign. */
    private static String comparison(int i) {
        boolean isBad = i % 10 == 3;
        return """
                {"id": "%s-%d", "question": "Is %d a prime?", "answers": [{"model": "a", "text": "see %s"}, {"model": "b", "text": "I do not know."}]}""".formatted(isBad ? "bad" : "good", i, i, isBad ? "§ 5" : "page 5");
    }

    private static String metrics(Fleet fleet) throws Exception {
        var request = HttpRequest.newBuilder(fleet.endpoints().worker().resolve("/prometheus"));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private Path brokenJudge() throws IOException {
        var copy = Files.createDirectories(folder.resolve("judge"));
        for (var file : files(Home.bundledJudge())) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        var embedding = Checkpoint.open(copy).tensor(EMBEDDING);
        int elements = (int) embedding.shape()[1];
        var row = ByteBuffer.allocate(elements * NAN.length);
        IntStream.range(0, elements).forEach(i -> row.put(NAN));
        try (var weights = FileChannel.open(embedding.file(), StandardOpenOption.WRITE)) {
            weights.write(row.flip(), embedding.offset() + (long) ROW * row.capacity());
        }
        return copy;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
