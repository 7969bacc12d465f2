package io.judgefleet.benchmarks;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassOutcome.Failed;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.worker.Worker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * What comparisons that a checkpoint cannot judge cost the others: 100 comparisons, of which ten meet a row of weights that are
 * no numbers, beside the same comparisons with the checkpoint as it was.
 *
 * <p>The runs take turns, and turns in who goes first. Each has a worker of its own, which is warm; the clock runs from the first request to the last
 * verdict.
 */
public final class BrokenCheckpointBenchmark {
    private static final int PAIRS = 3;
    private static final int WARM_UP = 30;
    private static final int COMPARISONS = 100;
    private static final String TEXT = "It is so because it could not be otherwise. ".repeat(9);
    private static final String EMBEDDING = "model.embed_tokens.weight";

    /** The last byte of a paragraph sign in the vocabulary of the bundled judge. */
    private static final int ROW = 170;

    private static final byte[] NAN = {(byte) 0xC0, 0x7F};
    private static final Map<String, Object> SERDE =
            Map.of("schema.registry.url", "mock://broken-checkpoint-benchmark", "auto.register.schemas", true);

    private final Path folder;
    private final Path healthy;
    private final PrintStream out;
    private int number;

    private BrokenCheckpointBenchmark(Path folder, Path healthy, PrintStream out) {
        this.folder = folder;
        this.healthy = healthy;
        this.out = out;
    }

    /** The words are the folder of the bundled judge and, if one is wanted, a folder for data. */
    public static void main(String[] args) throws Exception {
        var judge = Path.of(args.length == 0 ? "models/judge-small" : args[0]);
        var folder = Files.createDirectories(Path.of(args.length < 2 ? "target/broken-checkpoint-benchmark" : args[1]));
        new BrokenCheckpointBenchmark(Files.createTempDirectory(folder, "run"), judge, System.out).run();
        System.exit(0);
    }

    private void run() throws Exception {
        var broken = broken();
        try (var broker = LocalBroker.start(folder.resolve("broker"), 0)) {
            Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (var admin = Admin.create(clients)) {
                new TopicAdmin(admin).apply(Topics.ALL);
            }
            var load = new RequestLoad(clients, SERDE);
            var before = new ArrayList<Double>();
            var after = new ArrayList<Double>();
            for (int pair = 0; pair < PAIRS; pair++) {
                if (pair % 2 == 0) {
                    before.add(seconds(load, clients, healthy));
                    after.add(seconds(load, clients, broken));
                } else {
                    after.add(seconds(load, clients, broken));
                    before.add(seconds(load, clients, healthy));
                }
            }
            out.printf(
                    "median of %d: healthy %.2f s, broken %.2f s, ratio %.3f%n",
                    PAIRS, median(before), median(after), median(after) / median(before));
        }
    }

    private double seconds(RequestLoad load, Map<String, Object> clients, Path judge) throws InterruptedException {
        try (var worker = worker(clients, judge);
                var codec = Codec.verdicts(SERDE)) {
            load.submit(requests(WARM_UP));
            load.awaitValues(WARM_UP);
            var requests = requests(COMPARISONS);
            long begin = System.nanoTime();
            load.submit(requests);
            var values = load.awaitValues(COMPARISONS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long failed = values.stream()
                    .map(value -> codec.decode(Topics.VERDICTS.name(), value))
                    .filter(verdict -> hasFailed(((Readable<Verdict>) verdict).value()))
                    .count();
            out.printf(
                    "%s: %.2f s, %d judged, %d failed, worker %s%n",
                    judge.getFileName(),
                    seconds,
                    COMPARISONS - failed,
                    failed,
                    worker.ended().isDone() ? "ended" : "alive");
            return seconds;
        }
    }

    private static boolean hasFailed(Verdict verdict) {
        return verdict.passes().stream().anyMatch(pass -> pass.outcome() instanceof Failed);
    }

    private List<JudgeRequest> requests(int count) {
        return IntStream.range(0, count).mapToObj(i -> request(i % 10 == 3)).toList();
    }

    private JudgeRequest request(boolean meetsTheRow) {
        number++;
        var comparison = new Comparison(
                ComparisonId.of("benchmark", Integer.toString(number)),
                Question.of("Why is it so, number " + number + "?"),
                List.of(
                        new Answer("first", TEXT + (meetsTheRow ? "see § 5" : "see page 5")),
                        new Answer("second", TEXT + number)),
                Optional.empty(),
                Optional.of("benchmark"),
                Optional.empty());
        return JudgeRequest.of(
                comparison,
                "judgelm",
                JudgingMode.PAIR,
                new Routing(Optional.empty(), Lane.LIVE, Instant.now(), Optional.empty()));
    }

    private Worker worker(Map<String, Object> clients, Path judge) {
        var properties = new HashMap<String, Object>();
        clients.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        SERDE.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        properties.put("judgefleet.worker.model", judge.toString());
        properties.put("judgefleet.worker.state-dir", folder.resolve("state").toString());
        properties.put("micronaut.server.port", -1);
        return Worker.start(properties);
    }

    private Path broken() throws IOException {
        var copy = Files.createDirectories(folder.resolve("broken"));
        try (var files = Files.list(healthy)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        var embedding = Checkpoint.open(copy).tensor(EMBEDDING);
        var row = ByteBuffer.allocate((int) embedding.shape()[1] * NAN.length);
        while (row.hasRemaining()) {
            row.put(NAN);
        }
        try (var weights = FileChannel.open(embedding.file(), StandardOpenOption.WRITE)) {
            weights.write(row.flip(), embedding.offset() + (long) ROW * row.capacity());
        }
        return copy;
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return DoubleStream.of(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }
}
