package io.judgefleet.local.fleet;

import io.judgefleet.aggregator.Aggregator;
import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.deployable.ConfigurationException;
import io.judgefleet.local.supervision.LivenessWatch;
import io.judgefleet.local.supervision.RestartPolicy;
import io.judgefleet.local.supervision.Supervised;
import io.judgefleet.local.supervision.SupervisedAggregator;
import io.judgefleet.local.supervision.SupervisedAggregator.Running;
import io.judgefleet.servers.LocalBroker;
import io.judgefleet.servers.LocalRegistry;
import io.judgefleet.worker.Worker;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole fleet on this machine: broker and aggregator in this process, registry and worker as supervised children.
 *
 * <p>What was started last ends first: the worker drains while everything that it writes to is still there.
 */
public final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /** More than the worker's own grace period. */
    private static final Duration DRAIN_TIME = Duration.ofSeconds(75);

    /** Frozen for a minute, or hung: then the worker's own watchdog has spoken long before. */
    private static final Duration LIVENESS_INTERVAL = Duration.ofSeconds(5);

    private static final int LIVENESS_PATIENCE = 6;

    private final FleetSettings settings;
    private final FleetPorts ports;
    private final Endpoints endpoints;
    private final Deque<Part> running = new ArrayDeque<>();
    private final CompletableFuture<String> keepsDying = new CompletableFuture<>();
    private final Map<String, Supervised> children = new HashMap<>();
    private @Nullable SupervisedAggregator aggregator;
    private ServedJudge judge;

    private record Part(String name, AutoCloseable part) {}

    private Fleet(FleetSettings settings, FleetPorts ports) {
        this.settings = settings;
        this.ports = ports;
        this.endpoints = Endpoints.of(ports, settings.prefix());
        this.judge = ServedJudge.of(settings.judge());
    }

    /**
     * Starts everything, with the data that the folder has, and returns when requests are judged.
     *
     * @param stop ends the start too, which waits for as long as a big model takes to load
     * @throws CancellationException when it did
     * @throws IllegalArgumentException when a property is unknown or not as expected
     * @throws FolderInUseException when another process has the folder
     * @throws PortTakenException when somebody listens on a port that was asked for
     * @throws StartFailedException when a part did not start
     */
    public static Fleet start(FleetSettings settings, Future<?> stop) throws IOException, InterruptedException {
        var fleet = new Fleet(settings, settings.ports().chosen());
        fleet.checkProperties();
        settings.ports().requireFree();
        fleet.keep("lock", settings.data().lock());
        try {
            fleet.startServers();
            fleet.startDeployables(stop);
            fleet.endpoints.write(settings.data());
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public FleetSettings settings() {
        return settings;
    }

    /** What the worker says that it serves. */
    public ServedJudge judge() {
        return judge;
    }

    /** Completes with what to say once a part has died many times in a row; it is started again even then. */
    public CompletableFuture<String> keepsDying() {
        return keepsDying;
    }

    /** Passes a line about each part that ends by itself from now on, with the log that knows more. */
    public void reportTo(Consumer<String> news) {
        children.forEach((name, child) -> child.reportTo(
                death -> news.accept(death + "; its log is " + settings.data().log(name))));
        if (aggregator != null) {
            aggregator.reportTo(failure ->
                    news.accept(failure + "; its log is " + settings.data().log("local")));
        }
    }

    /** Which processes belong to it, by what they do. */
    public Map<String, Long> processes() {
        var pids = new HashMap<String, Long>();
        pids.put("broker and aggregator", ProcessHandle.current().pid());
        children.forEach((name, child) -> pids.put(name, child.pid()));
        return pids;
    }

    /** Ends all parts in order; a part that will not end does not keep the others. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            var last = running.pop();
            LOG.atInfo().addKeyValue("part", last.name()).log("stops");
            try {
                last.part().close();
            } catch (Exception e) { // the next ones must end all the same
                LOG.atWarn().addKeyValue("part", last.name()).setCause(e).log("did not stop well");
            }
        }
    }

    /** A wrong property is refused before anything has started. */
    private void checkProperties() {
        FleetProperties.requireSections(settings.properties().keySet());
        try {
            Worker.check(Map.copyOf(new WorkerProcess(settings, endpoints).properties()));
            Aggregator.check(aggregatorProperties());
        } catch (ConfigurationException | StartRefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The registry takes longer than the broker, and neither needs the other. */
    private void startServers() throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var registry = executor.submit(this::startRegistry);
            try {
                keep("broker", LocalBroker.start(settings.data().broker(), ports.broker()));
            } finally {
                supervise("registry", await(registry));
            }
        }
        Deployment.apply(endpoints.clientSettings());
    }

    private Supervised startRegistry() throws Exception {
        var data = settings.data();
        return Supervised.start(
                "registry",
                () -> LocalRegistry.start(data.registry(), ports.registry(), data.log("registry"))
                        .child(),
                RestartPolicy.DEFAULT,
                InstantSource.system());
    }

    private void startDeployables(Future<?> stop) throws InterruptedException {
        var process = new WorkerProcess(settings, endpoints);
        var worker = startWorker(process);
        try {
            startAggregator();
        } finally {
            // Kept last, so that it ends first: it was only started first because it takes longer.
            supervise("worker", worker);
        }
        process.awaitReady(worker, stop);
        judge = ServedJudge.ask(endpoints.worker(), settings.token(), settings.judge());
        // Popped before the worker, so that one that drains is not taken for one that hangs.
        var liveness = endpoints.worker().resolve("/health/liveness");
        keep("liveness", LivenessWatch.over(worker, liveness, LIVENESS_INTERVAL, LIVENESS_PATIENCE));
    }

    private void startAggregator() {
        try {
            var part = SupervisedAggregator.start(
                    () -> RunningAggregator.start(aggregatorProperties()),
                    RestartPolicy.DEFAULT,
                    InstantSource.system());
            aggregator = part;
            keep("aggregator", part);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // all that a start may declare
            throw new StartFailedException("the aggregator did not start: " + e.getMessage());
        }
    }

    /** The real one. */
    private record RunningAggregator(Aggregator aggregator) implements Running {
        public static RunningAggregator start(Map<String, Object> properties) {
            return new RunningAggregator(Aggregator.start(properties));
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            aggregator.awaitEnd();
        }

        @Override
        public void close() {
            aggregator.close();
        }
    }

    private static Supervised startWorker(WorkerProcess process) {
        try {
            return Supervised.start("worker", process::start, RestartPolicy.DEFAULT, InstantSource.system());
        } catch (Exception e) { // a JVM that cannot be started at all
            throw new StartFailedException("the worker did not start: " + e.getMessage());
        }
    }

    private Map<String, Object> aggregatorProperties() {
        var properties = new HashMap<String, Object>();
        properties.put("judgefleet.kafka.bootstrap.servers", endpoints.bootstrapServers());
        properties.put("judgefleet.schema-registry.url", endpoints.registryUrl());
        properties.put(
                "judgefleet.aggregator.state-dir", settings.data().aggregator().toString());
        properties.put("micronaut.server.port", ports.dashboard());
        properties.putAll(settings.properties());
        return properties;
    }

    private void supervise(String name, Supervised child) {
        children.put(name, child);
        child.keepsDying().thenAccept(keepsDying::complete);
        keep(name, () -> child.stop(DRAIN_TIME));
    }

    private void keep(String name, AutoCloseable part) {
        running.push(new Part(name, part));
    }

    private static Supervised await(Future<Supervised> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new StartFailedException("the registry did not start: "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }
}
