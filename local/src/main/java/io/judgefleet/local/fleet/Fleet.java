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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
 * <p>The worker ends first: it drains while everything that it writes to is still there.
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
    private final Consumer<String> progress;
    private final NavigableMap<Place, AutoCloseable> running = new TreeMap<>();
    private final CompletableFuture<String> keepsDying = new CompletableFuture<>();
    private final Map<String, Supervised> children = new HashMap<>();
    private @Nullable SupervisedAggregator aggregator;
    private ServedJudge judge;

    /** The parts: the one that ends last comes first. */
    private enum Place {
        LOCK,
        BROKER,
        REGISTRY,
        AGGREGATOR,
        WORKER,
        LIVENESS;

        String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Fleet(FleetSettings settings, FleetPorts ports, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
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
        return start(settings, stop, started -> {});
    }

    /** As {@link #start(FleetSettings, Future)}, and names each part as soon as it has started. */
    public static Fleet start(FleetSettings settings, Future<?> stop, Consumer<String> progress)
            throws IOException, InterruptedException {
        var fleet = new Fleet(settings, settings.ports().chosen(), progress);
        fleet.checkProperties();
        settings.ports().requireFree();
        fleet.keep(Place.LOCK, settings.data().lock());
        try {
            fleet.startParts(stop);
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
            var last = running.pollLastEntry();
            var name = last.getKey().words();
            LOG.atInfo().addKeyValue("part", name).log("stops");
            try {
                last.getValue().close();
            } catch (Exception e) { // the next ones must end all the same
                LOG.atWarn().addKeyValue("part", name).setCause(e).log("did not stop well");
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

    /** The registry and the worker take longest, so each starts as soon as what it needs is there. */
    private void startParts(Future<?> stop) throws InterruptedException {
        var process = new WorkerProcess(settings, endpoints);
        var worker = startServersAndWorker(process);
        Deployment.applySchemas(endpoints.clientSettings());
        startAggregator();
        process.awaitReady(worker, stop);
        progress.accept(Place.WORKER.words());
        judge = ServedJudge.ask(endpoints.worker(), settings.token().orElse(null), settings.judge());
        // Ends before the worker, so that one that drains is not taken for one that hangs.
        var liveness = endpoints.worker().resolve("/health/liveness");
        keep(Place.LIVENESS, LivenessWatch.over(worker, liveness, LIVENESS_INTERVAL, LIVENESS_PATIENCE));
    }

    /** The worker needs the topics at once, and the registry only when it has loaded its judge. */
    private Supervised startServersAndWorker(WorkerProcess process) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var registry = executor.submit(this::startRegistry);
            try {
                keep(Place.BROKER, LocalBroker.start(settings.data().broker(), ports.broker()));
                Deployment.applyTopics(endpoints.clientSettings());
                progress.accept(Place.BROKER.words());
                var worker = startWorker(process);
                supervise(Place.WORKER, worker);
                return worker;
            } finally {
                supervise(Place.REGISTRY, await(registry));
                progress.accept("schema registry");
            }
        }
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

    private void startAggregator() {
        try {
            var part = SupervisedAggregator.start(
                    () -> RunningAggregator.start(aggregatorProperties()),
                    RestartPolicy.DEFAULT,
                    InstantSource.system());
            aggregator = part;
            keep(Place.AGGREGATOR, part);
            progress.accept(Place.AGGREGATOR.words());
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

    private void supervise(Place place, Supervised child) {
        children.put(place.words(), child);
        child.keepsDying().thenAccept(keepsDying::complete);
        keep(place, () -> child.stop(DRAIN_TIME));
    }

    private void keep(Place place, AutoCloseable part) {
        running.put(place, part);
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
