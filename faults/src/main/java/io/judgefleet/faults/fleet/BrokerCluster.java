package io.judgefleet.faults.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** Three brokers as child processes: every partition on all three, two of which must have a record. */
public final class BrokerCluster implements AutoCloseable {
    public static final int SIZE = 3;

    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("inter.broker.listener.name", Listener.PEERS.name()),
            Map.entry("controller.listener.names", Listener.CONTROLLER.name()),
            Map.entry("default.replication.factor", "3"),
            Map.entry("min.insync.replicas", "2"),
            Map.entry("offsets.topic.replication.factor", "3"),
            Map.entry("transaction.state.log.replication.factor", "3"),
            Map.entry("transaction.state.log.min.isr", "2"),
            Map.entry("share.coordinator.state.topic.replication.factor", "3"),
            Map.entry("share.coordinator.state.topic.min.isr", "2"),
            // A dead broker is noticed in seconds, as on a cluster that is tuned for it.
            Map.entry("broker.session.timeout.ms", "6000"),
            Map.entry("broker.heartbeat.interval.ms", "1000"),
            Map.entry("controller.quorum.fetch.timeout.ms", "3000"),
            Map.entry("controller.quorum.request.timeout.ms", "3000"),
            Map.entry("replica.lag.time.max.ms", "6000"),
            Map.entry("replica.socket.timeout.ms", "6000"),
            Map.entry("group.consumer.session.timeout.ms", Long.toString(Fleet.SESSION_TIMEOUT.toMillis())),
            Map.entry("group.consumer.heartbeat.interval.ms", "1000"));

    private final List<BrokerNode> nodes;
    private final Admin admin;

    /**
     * Chooses ports and writes settings; starts nothing.
     *
     * @param dataFolder gives each broker its data folder
     */
    BrokerCluster(Path folder, int workers, DataFolder dataFolder) {
        this.nodes = nodes(folder, workers, dataFolder);
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(Listener.DIRECT),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000));
    }

    /** Starts the brokers and waits until they serve. */
    void start(Duration patience) throws InterruptedException {
        nodes.forEach(node -> node.process().start());
        Awaiting.until("all brokers to serve", patience, () -> liveBrokers() == SIZE);
    }

    /** Where the data of a broker go. */
    interface DataFolder {
        Path of(int brokerId, Path usual);
    }

    public List<BrokerNode> nodes() {
        return nodes;
    }

    /** The administrator's client, which no fault but that of a broker itself touches. */
    public Admin admin() {
        return admin;
    }

    public String directServers() {
        return bootstrapServers(Listener.DIRECT);
    }

    String bootstrapServers(Listener listener) {
        return nodes.stream().map(node -> node.address(listener)).collect(Collectors.joining(","));
    }

    /** Whether all brokers are up and every partition is on all of them, so that one may be hurt. */
    public boolean isWhole() {
        try {
            return liveBrokers() == SIZE && partitionsOutOfSync() == 0;
        } catch (ExecutionException | TimeoutException e) {
            return false; // between two leaders
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        admin.close(Duration.ofSeconds(1));
        for (var node : nodes) {
            node.close();
        }
    }

    private int liveBrokers() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeCluster().nodes().get(20, TimeUnit.SECONDS).size();
    }

    private long partitionsOutOfSync() throws InterruptedException, ExecutionException, TimeoutException {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(names).allTopicNames().get(20, TimeUnit.SECONDS).values().stream()
                .map(TopicDescription::partitions)
                .flatMap(List::stream)
                .filter(partition -> partition.isr().size() < SIZE)
                .count();
    }

    private static List<BrokerNode> nodes(Path folder, int workers, DataFolder dataFolder) {
        var listeners = Stream.concat(
                        Stream.of(Listener.DIRECT, Listener.PEERS, Listener.CLIENTS, Listener.CONTROLLER),
                        IntStream.range(0, workers).mapToObj(Listener::worker))
                .toList();
        var clusterId = Uuid.randomUuid().toString();
        var nodes = new ArrayList<BrokerNode>();
        for (int id = 1; id <= SIZE; id++) {
            var home = directory(folder.resolve("broker-" + id));
            nodes.add(new BrokerNode(id, home, dataFolder.of(id, home.resolve("data")), listeners, clusterId));
        }
        nodes.forEach(node -> node.configure(nodes, SHARED));
        return List.copyOf(nodes);
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + path, e);
        }
    }
}
