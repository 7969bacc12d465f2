package io.judgefleet.faults.fleet;

import io.judgefleet.schemas.topics.Replication;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import io.judgefleet.servers.LocalRegistry;
import io.judgefleet.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MemberDescription;

/** Three brokers, a registry, workers and an aggregator as child processes, with everything that can be done to them. */
public final class Fleet implements AutoCloseable {
    /** After which a silent worker is no member of its group any more. */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    public static final String JUDGE_PROFILE = "judgelm";
    public static final String GROUP = "judgefleet-worker-" + JUDGE_PROFILE;
    public static final int MAX_DELIVERIES = 4;

    private static final Duration START_TIME = Duration.ofMinutes(10);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final int DISK_MEGABYTES = 2048;

    private final FleetSettings settings;
    private final Optional<SmallDisk> disk;
    private final BrokerCluster brokers;
    private final int registryPort = Ports.free();
    private final RegistryProxy registryProxy = RegistryProxy.before(registryPort);
    private final Supervised registry;
    private final List<WorkerNode> workers;
    private final int aggregatorPort = Ports.free();
    private final Supervised aggregator;

    private Fleet(FleetSettings settings, Optional<SmallDisk> disk, BrokerCluster brokers) {
        this.settings = settings;
        this.disk = disk;
        this.brokers = brokers;
        this.registry = new Supervised(
                "registry", BACK_OFF, () -> LocalRegistry.launch(folder("registry"), registryPort, registryLog()));
        this.workers = IntStream.range(0, settings.workers())
                .mapToObj(number -> new WorkerNode(number, folder("worker-" + number), workerProperties(number)))
                .toList();
        this.aggregator = new Supervised("aggregator", BACK_OFF, this::launchAggregator);
    }

    /** Starts everything, makes topics and schemas, and waits until the workers have joined their group. */
    public static Fleet start(FleetSettings settings) throws InterruptedException {
        var disk = SmallDisk.mount(settings.folder().resolve("small-disk"), DISK_MEGABYTES);
        var brokers = new BrokerCluster(
                settings.folder(),
                settings.workers(),
                (id, usual) ->
                        id == BrokerCluster.SIZE ? disk.map(SmallDisk::folder).orElse(usual) : usual);
        var fleet = new Fleet(settings, disk, brokers);
        try {
            fleet.startPrograms();
            return fleet;
        } catch (RuntimeException | InterruptedException e) {
            fleet.close();
            throw e;
        }
    }

    public BrokerCluster brokers() {
        return brokers;
    }

    public Supervised registry() {
        return registry;
    }

    public RegistryProxy registryProxy() {
        return registryProxy;
    }

    public List<WorkerNode> workers() {
        return workers;
    }

    public Supervised aggregator() {
        return aggregator;
    }

    public URI aggregatorUrl() {
        return URI.create("http://%s:%d".formatted(Ports.LOOPBACK, aggregatorPort));
    }

    /** The disk of the last broker, where this machine lets it be filled. */
    public boolean hasSmallDisk() {
        return disk.isPresent();
    }

    /** Leaves the last broker no room. */
    public void fillDisk() {
        disk.orElseThrow().fill();
    }

    public void relieveDisk() {
        disk.orElseThrow().relieve();
    }

    /** The network between a worker and a broker. */
    public TcpProxy link(int worker, int broker) {
        return brokers.nodes().get(broker).proxy(Listener.worker(worker));
    }

    /** The network between a worker and all brokers. */
    public List<TcpProxy> links(int worker) {
        return IntStream.range(0, BrokerCluster.SIZE)
                .mapToObj(broker -> link(worker, broker))
                .toList();
    }

    /** The network between a broker and all who are none. */
    public List<TcpProxy> clientLinks(int broker) {
        return brokers.nodes().get(broker).clientProxies();
    }

    /** The network by which a broker's peers reach it. */
    public List<TcpProxy> peerLinks(int broker) {
        return brokers.nodes().get(broker).peerProxies();
    }

    /** Settings of a client that lives with the faults, as a submitter does. */
    public Map<String, Object> clients() {
        return Map.of("bootstrap.servers", brokers.bootstrapServers(Listener.CLIENTS));
    }

    /** Settings of a client that no fault of the network reaches. */
    public Map<String, Object> directClients() {
        return Map.of("bootstrap.servers", brokers.directServers());
    }

    /** Settings of Confluent's serde past the registry's proxy. */
    public Map<String, Object> directSerde() {
        return Map.of("schema.registry.url", directRegistryUrl());
    }

    public String directRegistryUrl() {
        return registryUrl(registryPort);
    }

    /** The ends of all children so far. */
    public List<Supervised.Ended> ends() {
        return processes().stream().flatMap(process -> process.ends().stream()).toList();
    }

    @Override
    public void close() {
        processes().forEach(Supervised::close);
        registryProxy.close();
        try {
            brokers.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the brokers' proxies", e);
        }
        disk.ifPresent(SmallDisk::close);
    }

    private List<Supervised> processes() {
        var processes = new ArrayList<Supervised>(
                workers.stream().map(WorkerNode::process).toList());
        processes.add(aggregator);
        processes.add(registry);
        brokers.nodes().forEach(node -> processes.add(node.process()));
        return processes;
    }

    private void startPrograms() throws InterruptedException {
        registry.start();
        brokers.start(START_TIME);
        var left = new TopicAdmin(brokers.admin())
                .withReplication(Replication.of((short) BrokerCluster.SIZE))
                .apply(Topics.ALL.stream().map(this::scaled).toList());
        if (!left.isEmpty()) {
            throw new IllegalStateException("expected a fresh cluster to take all topics, found " + left);
        }
        Awaiting.until("the registry to answer", START_TIME, this::isRegistryUp);
        try (var schemas = SchemaAdmin.connect(directSerde())) {
            schemas.apply();
        }
        aggregator.start();
        workers.forEach(worker -> worker.process().start());
        Awaiting.until("all workers to join", START_TIME, () -> members().size() == settings.workers());
    }

    /** Whether a worker is a member of its group. */
    public boolean isMember(WorkerNode worker) throws InterruptedException, ExecutionException {
        return members().stream().anyMatch(member -> member.clientId().endsWith(worker.name()));
    }

    private Collection<MemberDescription> members() throws InterruptedException, ExecutionException {
        return brokers.admin()
                .describeConsumerGroups(List.of(GROUP))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .members();
    }

    private TopicSpec scaled(TopicSpec spec) {
        return spec.partitions() > settings.partitions() ? spec.withPartitions(settings.partitions()) : spec;
    }

    private boolean isRegistryUp() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(registryUrl(registryPort) + "/subjects"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    private Map<String, String> workerProperties(int number) {
        var properties = new TreeMap<String, String>();
        properties.put("judgefleet.kafka.bootstrap.servers", brokers.bootstrapServers(Listener.worker(number)));
        properties.put("judgefleet.schema-registry.url", registryUrl(registryProxy.port()));
        properties.put("micronaut.server.port", "-1");
        properties.put("judgefleet.worker.judge", "scripted");
        properties.put("judgefleet.worker.judge-profile", JUDGE_PROFILE);
        properties.put("judgefleet.worker.max-deliveries", Integer.toString(MAX_DELIVERIES));
        // Judging costs nothing here, so that transactions should be few and large.
        properties.put("judgefleet.worker.in-flight-tokens", "200000");
        properties.put("judgefleet.worker.retry.first-delay", "2s");
        properties.put("judgefleet.worker.retry.later-delay", "4s");
        properties.put("judgefleet.worker.grace-period", "20s");
        properties.put("judgefleet.scripted.abort-on", settings.abortOn());
        properties.put("judgefleet.scripted.fail-on", settings.failOn());
        return properties;
    }

    private Path registryLog() {
        return folder("registry").resolve("registry.log");
    }

    private ChildJvm launchAggregator() {
        var folder = folder("aggregator");
        var arguments = new ArrayList<>(Programs.jvmArguments(256));
        arguments.addAll(List.of(
                "-Djudgefleet.kafka.bootstrap.servers=" + brokers.bootstrapServers(Listener.CLIENTS),
                "-Djudgefleet.kafka.schema.registry.url=" + registryUrl(registryProxy.port()),
                "-Djudgefleet.schema-registry.url=" + registryUrl(registryProxy.port()),
                "-Dmicronaut.server.port=" + aggregatorPort,
                "-Djudgefleet.aggregator.state-dir=" + folder.resolve("state")));
        return ChildJvm.start(new Program(
                arguments,
                Programs.classPath(),
                "io.judgefleet.aggregator.Main",
                List.of(),
                Map.of(),
                folder.resolve("aggregator.log")));
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(settings.folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for " + name, e);
        }
    }

    private static String registryUrl(int port) {
        return "http://%s:%d/apis/ccompat/v7".formatted(Ports.LOOPBACK, port);
    }
}
