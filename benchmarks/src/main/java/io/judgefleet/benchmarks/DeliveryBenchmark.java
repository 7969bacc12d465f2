package io.judgefleet.benchmarks;

import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.worker.Worker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * What the way through Kafka costs when judging costs nothing: verdicts per second with transactions and without,
 * latency at half of that load, and the share that is added to a judgement of 30 ms.
 *
 * <p>Broker, worker and reader share this JVM, and one worker has the machine to itself.
 */
public final class DeliveryBenchmark {
    private static final int WARM_UP = 20_000;
    private static final int REQUESTS = 100_000;
    private static final int SLOW_REQUESTS = 1_000;
    private static final Duration LATENCY_TIME = Duration.ofSeconds(30);
    private static final Duration JUDGEMENT = Duration.ofMillis(30);
    private static final Map<String, Object> SERDE =
            Map.of("schema.registry.url", "mock://delivery-benchmark", "auto.register.schemas", true);

    private final Path folder;
    private final PrintStream out;

    private DeliveryBenchmark(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** The folder for the broker's data is the only word; by default one below the working directory. */
    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args.length == 0 ? "target/delivery-benchmark" : args[0]));
        new DeliveryBenchmark(Files.createTempDirectory(folder, "run"), System.out).run();
        System.exit(0);
    }

    private void run() throws Exception {
        double transactional = withBroker(clients -> {
            var load = new RequestLoad(clients, SERDE);
            throughOurWorker(load, WARM_UP);
            return throughOurWorker(load, REQUESTS);
        });
        out.printf("with transactions: %.0f verdicts/s%n", transactional);
        double plain = withBroker(clients -> {
            var load = new RequestLoad(clients, SERDE);
            throughPlainLoop(load, WARM_UP);
            return throughPlainLoop(load, REQUESTS);
        });
        out.printf("without transactions (plain loop, at least once): %.0f verdicts/s%n", plain);
        withBroker(clients -> latency(new RequestLoad(clients, SERDE), transactional / 2));
        double slow = withBroker(clients -> shareOfJudgement(new RequestLoad(clients, SERDE)));
        out.printf("added to a judgement of %d ms: %.2f %%%n", JUDGEMENT.toMillis(), 100 * slow);
    }

    /** All requests wait when the worker starts to read; the clock runs from the first verdict to the last. */
    private double throughOurWorker(RequestLoad load, int requests) throws InterruptedException {
        load.submit(requests);
        try (var worker = worker(load, Duration.ZERO)) {
            return load.awaitVerdicts(requests).perSecond();
        }
    }

    private double throughPlainLoop(RequestLoad load, int requests) throws InterruptedException {
        load.submit(requests);
        try (var loop = new PlainLoop(load.clients(), SERDE).start()) {
            return load.awaitVerdicts(requests).perSecond();
        }
    }

    /** From just before a request is sent until a reader of committed records has its verdict. */
    private double latency(RequestLoad load, double perSecond) throws InterruptedException {
        try (var worker = worker(load, Duration.ZERO)) {
            load.submit(WARM_UP);
            load.awaitVerdicts(WARM_UP);
            int requests = (int) (perSecond * LATENCY_TIME.toSeconds());
            var sending = Thread.ofPlatform().start(() -> load.submitEvenly(requests, perSecond));
            var latencies = load.awaitVerdicts(requests).latencies();
            sending.join();
            Arrays.sort(latencies);
            out.printf(
                    "at %.0f requests/s: median %.1f ms, p99 %.1f ms, largest %.1f ms%n",
                    perSecond, quantile(latencies, 0.5), quantile(latencies, 0.99), quantile(latencies, 1));
            return LongStream.of(latencies).average().orElse(0);
        }
    }

    /** The engine works on one task after the other, so that what it takes longer than that is the fleet's. */
    private double shareOfJudgement(RequestLoad load) throws InterruptedException {
        load.submit(SLOW_REQUESTS);
        try (var worker = worker(load, JUDGEMENT)) {
            double perVerdict = 1e3 / load.awaitVerdicts(SLOW_REQUESTS).perSecond();
            return perVerdict / JUDGEMENT.toMillis() - 1;
        }
    }

    private Worker worker(RequestLoad load, Duration delay) {
        var properties = new HashMap<String, Object>();
        load.clients().forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        SERDE.forEach((name, value) -> properties.put("judgefleet.kafka." + name, value));
        properties.put("judgefleet.worker.judge", "scripted");
        properties.put("judgefleet.worker.scripted-delay", delay.toMillis() + "ms");
        properties.put("judgefleet.worker.state-dir", folder.resolve("state").toString());
        properties.put("micronaut.server.port", -1);
        return Worker.start(properties);
    }

    private <T> T withBroker(Measurement<T> measurement) throws Exception {
        try (var broker = LocalBroker.start(Files.createTempDirectory(folder, "broker"), 0)) {
            Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (var admin = Admin.create(clients)) {
                new TopicAdmin(admin).apply(Topics.ALL);
            }
            return measurement.take(clients);
        }
    }

    private static double quantile(long[] sortedNanos, double share) {
        int index = (int) Math.ceil(share * sortedNanos.length) - 1;
        return sortedNanos[Math.max(0, index)] / 1e6;
    }

    private interface Measurement<T> {
        T take(Map<String, Object> clients) throws IOException, InterruptedException;
    }
}
