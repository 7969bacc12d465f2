package io.judgefleet.benchmarks;

import io.judgefleet.aggregator.Aggregator;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.LocalBroker;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * How fast the whole aggregator counts, what its state costs and how long it takes to come back.
 *
 * <p>Broker, aggregator and this program share one JVM. The verdicts lie on the topic before the clock starts, so that
 * making them costs nothing; windows, publishing and gauges are as in production.
 */
public final class AggregatorBenchmark {
    private static final int MODELS = 100;
    private static final int GROWTH = 10;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Pattern READ = Pattern.compile("\"verdicts\":\\{\"read\":(\\d+)");
    private static final Map<String, Object> REGISTRY =
            Map.of("schema.registry.url", "mock://benchmark", "auto.register.schemas", "true");

    /** When how many verdicts had been read. */
    private record Mark(long nanos, long read) {
        double perSecondUntil(Mark later) {
            return (later.read - read) / ((later.nanos - nanos) / 1e9);
        }
    }

    private final Path folder;
    private final int verdicts;
    private final int threads;
    private final int replicates;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();

    private AggregatorBenchmark(Path folder, int verdicts, int threads, int replicates, PrintStream out) {
        this.folder = folder;
        this.verdicts = verdicts;
        this.threads = threads;
        this.replicates = replicates;
        this.out = out;
    }

    /** Arguments: verdicts before the growth to ten times as many, stream threads, replicates of the bootstrap. */
    public static void main(String[] arguments) throws Exception {
        var verdicts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        var replicates = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        var folder = Files.createTempDirectory("aggregator-benchmark");
        try {
            new AggregatorBenchmark(folder, verdicts, threads, replicates, System.out).run();
        } finally {
            delete(folder);
        }
        System.exit(0); // Kafka leaves threads behind
    }

    private void run() throws Exception {
        out.printf("%d models, %d threads, %d processors, %d replicates%n", MODELS, threads, processors(), replicates);
        try (var broker = LocalBroker.start(folder.resolve("broker"), 0)) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                new TopicAdmin(admin).apply(Topics.ALL);
            }
            var load = new VerdictLoad(MODELS);
            var total = (long) GROWTH * verdicts;

            load.publish(broker.bootstrapServers(), REGISTRY, verdicts);
            var small = count("from nothing", broker, 0, verdicts);
            load.publish(broker.bootstrapServers(), REGISTRY, (GROWTH - 1) * verdicts);
            var grown = count("up to %d times as many".formatted(GROWTH), broker, verdicts, total);
            out.printf("cost of a verdict at %d times the size: %.2f of that at the start%n", GROWTH, small / grown);
            reportSizes(total);
            restore(broker, total);
        }
    }

    /** Reads on until all are counted; verdicts per second without the first tenth, in which code is still compiled. */
    private double count(String what, LocalBroker broker, long before, long until) throws Exception {
        try (var aggregator = start(broker)) {
            var start = awaitRead(aggregator, before + 1);
            var warm = awaitRead(aggregator, before + (until - before) / 10);
            var end = awaitRead(aggregator, until);
            var rate = warm.perSecondUntil(end);
            out.printf(
                    "%s: %,d verdicts, %,.0f/s, %,.0f/s without the first tenth%n",
                    what, end.read() - start.read(), start.perSecondUntil(end), rate);
            reportAnswer(aggregator, "/api/leaderboard");
            reportAnswer(aggregator, "/api/leaderboard?controls=true");
            if (replicates > 0) {
                reportAnswer(aggregator, "/api/leaderboard?bootstrap=true");
            }
            System.gc();
            var heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            out.printf("heap of broker, aggregator and load: %,d MiB%n", heap >> 20);
            return rate;
        }
    }

    private void reportAnswer(Aggregator aggregator, String path) throws Exception {
        ask(aggregator, path); // the first answer compiles the solver
        var asked = System.nanoTime();
        ask(aggregator, path);
        out.printf("GET %s: %d ms%n", path, millisSince(asked));
    }

    private void restore(LocalBroker broker, long total) throws Exception {
        delete(folder.resolve("state"));
        var start = System.nanoTime();
        try (var aggregator = start(broker)) {
            awaitRead(aggregator, total);
            var seconds = millisSince(start) / 1e3;
            out.printf(
                    "state of %,d verdicts restored from changelogs in %.1f s, start of the process's parts included:"
                            + " %.1f s for each million at this size%n",
                    total, seconds, seconds * 1e6 / total);
        }
    }

    private Aggregator start(LocalBroker broker) {
        var properties = new TreeMap<String, Object>();
        REGISTRY.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        properties.put("judgefleet.kafka.bootstrap.servers", broker.bootstrapServers());
        properties.put("micronaut.server.port", -1);
        properties.put(
                "judgefleet.aggregator.state-dir", folder.resolve("state").toString());
        properties.put("judgefleet.aggregator.threads", threads);
        properties.put("judgefleet.aggregator.bootstrap", replicates);
        return Aggregator.start(properties);
    }

    private void reportSizes(long total) throws IOException {
        // state/APPLICATION/TASK/rocksdb/STORE/..., but segments of a window store lie in TASK/STORE/...
        report(
                "store",
                total,
                sizes(
                        folder.resolve("state"),
                        path -> path.getNameCount() < 5
                                ? ""
                                : path.getName(2).toString().equals("rocksdb")
                                        ? path.getName(3).toString()
                                        : path.getName(2).toString()));
        report(
                "topic",
                total,
                sizes(
                        folder.resolve("broker"),
                        path -> path.toString().endsWith(".log")
                                ? path.getName(0).toString().replaceFirst("-\\d+$", "")
                                : ""));
    }

    private void report(String what, long total, Map<String, Long> sizes) {
        sizes.forEach((name, bytes) -> {
            if (bytes > 0) {
                out.printf("%s %s: %,d bytes, %.1f a verdict%n", what, name, bytes, bytes / (double) total);
            }
        });
    }

    /** Bytes of files on disk by the name that a relative path is given; those without a name are left out. */
    private static Map<String, Long> sizes(Path root, Function<Path, String> name) throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !name.apply(root.relativize(path)).isEmpty())
                    .collect(Collectors.groupingBy(
                            path -> name.apply(root.relativize(path)),
                            TreeMap::new,
                            Collectors.summingLong(path -> path.toFile().length())));
        }
    }

    private Mark awaitRead(Aggregator aggregator, long count) throws Exception {
        while (true) {
            var read = READ.matcher(ask(aggregator, "/api/status"));
            if (read.find() && Long.parseLong(read.group(1)) >= count) {
                return new Mark(System.nanoTime(), Long.parseLong(read.group(1)));
            }
            if (aggregator.failure().isPresent()) {
                throw new IllegalStateException("the stream failed; see the log");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private String ask(Aggregator aggregator, String path) throws Exception {
        var request = HttpRequest.newBuilder(aggregator.url().resolve(path)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
