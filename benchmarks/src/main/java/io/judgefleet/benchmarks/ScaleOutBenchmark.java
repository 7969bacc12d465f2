package io.judgefleet.benchmarks;

import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.worker.Worker;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * What more workers bring: verdicts per second of one and of three, whose judge sleeps 50 ms a comparison and takes one at a
 * time, and the ratio of both, in one run and in both group protocols.
 *
 * <p>All requests wait when the first verdict comes; the rate is that of the verdicts before the last tenth, in which a
 * worker may have run out of requests because its keys were few.
 */
public final class ScaleOutBenchmark {
    private static final Duration JUDGEMENT = Duration.ofMillis(50);
    private static final int REQUESTS_PER_WORKER = 400;
    private static final int WORKERS = 3;
    private static final Map<String, Object> SERDE =
            Map.of("schema.registry.url", "mock://scale-out-benchmark", "auto.register.schemas", true);

    private final Path folder;
    private final PrintStream out;

    private ScaleOutBenchmark(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** The folder for the broker's data is the only word; by default one below the working directory. */
    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args.length == 0 ? "target/scale-out-benchmark" : args[0]));
        new ScaleOutBenchmark(Files.createTempDirectory(folder, "run"), System.out).run();
        System.exit(0);
    }

    private void run() throws Exception {
        for (var protocol : List.of("consumer", "classic")) {
            var one = measured(protocol, 1);
            var more = measured(protocol, WORKERS);
            out.printf(
                    "%s: one worker %.1f verdicts/s, %d workers %.1f verdicts/s, ratio %.2f; each judged %s%n",
                    protocol,
                    one.perSecond(),
                    WORKERS,
                    more.perSecond(),
                    more.perSecond() / one.perSecond(),
                    more.judged());
        }
    }

    /** A rate, and how many requests each worker judged. */
    private record Measured(double perSecond, List<Long> judged) {}

    private Measured measured(String protocol, int count) throws Exception {
        try (var broker = LocalBroker.start(Files.createTempDirectory(folder, "broker"), 0)) {
            Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (var admin = Admin.create(clients)) {
                new TopicAdmin(admin).apply(Topics.ALL);
            }
            var load = new RequestLoad(clients, SERDE);
            var workers = new ArrayList<Worker>();
            try {
                for (int i = 0; i < count; i++) {
                    workers.add(worker(clients, protocol));
                }
                awaitShares(workers);
                load.submit(count * REQUESTS_PER_WORKER);
                double perSecond =
                        load.awaitVerdicts(count * REQUESTS_PER_WORKER * 9 / 10).perSecond();
                return new Measured(
                        perSecond,
                        workers.stream()
                                .map(worker -> worker.state().recordCounts().judged())
                                .toList());
            } finally {
                workers.forEach(Worker::close);
            }
        }
    }

    /** Four topics of twelve partitions among all. */
    private static void awaitShares(List<Worker> workers) {
        int share = 48 / workers.size();
        while (workers.stream().anyMatch(worker -> worker.state().assigned() != share)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private Worker worker(Map<String, Object> clients, String protocol) {
        var properties = new HashMap<String, Object>();
        clients.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        SERDE.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        properties.put("judgefleet.kafka.group.protocol", protocol);
        properties.put("judgefleet.worker.judge", "scripted");
        properties.put("judgefleet.worker.scripted-delay", JUDGEMENT.toMillis() + "ms");
        properties.put("judgefleet.worker.token-budget", 1);
        properties.put("judgefleet.worker.in-flight-tokens", 20_000);
        properties.put("judgefleet.worker.state-dir", folder.resolve("state").toString());
        properties.put("micronaut.server.port", -1);
        return Worker.start(properties);
    }
}
