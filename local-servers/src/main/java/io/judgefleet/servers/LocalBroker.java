package io.judgefleet.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and controller in this JVM, on loopback, with its data in a folder.
 *
 * <p>None of these classes is Kafka's public interface, and a fault inside the broker, such as a full disk, halts this
 * JVM.
 */
public final class LocalBroker implements AutoCloseable {
    private static final int NODE_ID = 1;
    private static final String CONTROLLER = "CONTROLLER";

    // Expired transactions are looked for every ten seconds, Kafka's own interval, and not sooner: a broker that comes
    // back after a kill would end them before it has registered under its new address, and their markers would be lost.
    // What is lost all the same, HangingTransactions finds.
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.io.threads", "2"),
            Map.entry("num.network.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // What a worker killed by force leaves behind is noticed sooner than on a big cluster.
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.session.timeout.ms", "10000"),
            Map.entry("group.consumer.heartbeat.interval.ms", "2000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
            Map.entry("group.share.min.session.timeout.ms", "1000"),
            Map.entry("group.streams.min.session.timeout.ms", "1000"));

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private LocalBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** What to do when a fault inside a broker ends this JVM, before it ends: Kafka itself says nothing on the console. */
    public static void beforeFaultEnds(Runnable lastWords) {
        Exit.setHaltProcedure((status, message) -> {
            lastWords.run();
            Runtime.getRuntime().halt(status);
        });
        Exit.setExitProcedure((status, message) -> {
            lastWords.run();
            Runtime.getRuntime().halt(status);
        });
    }

    /** Starts on a port, any free one for 0, with the data that the folder has; returns when clients are served. */
    public static LocalBroker start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /** As {@link #start(Path, int)}, with broker settings of the caller's on top of ours. */
    public static LocalBroker start(Path folder, int port, Map<String, String> settings) {
        var address = Ports.LOOPBACK + ":" + Ports.orFree(port);
        boolean isNew = !isFormatted(folder);
        var properties = properties(folder.toAbsolutePath(), address);
        properties.putAll(settings);
        var broker = start(properties, Uuid.randomUuid().toString(), address);
        if (!isNew) {
            broker.requireNothingHanging(folder);
        }
        return broker;
    }

    /** Starts one node of a cluster, whose settings say all: its id, folder, listeners and voters. */
    static LocalBroker start(Map<String, String> settings, String clusterId) {
        var properties = new Properties();
        properties.putAll(SMALL);
        properties.putAll(settings);
        return start(properties, clusterId, properties.getProperty("advertised.listeners"));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Waits for the end of the broker. */
    void awaitEnd() {
        server.awaitShutdown();
    }

    private static LocalBroker start(Properties properties, String clusterId, String address) {
        format(properties, clusterId);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        return new LocalBroker(server, address);
    }

    /** Before any producer comes back: what it writes next would be part of a transaction that is still open. */
    private void requireNothingHanging(Path folder) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var markers = new TransactionMarkers(bootstrapServers);
            new HangingTransactions(new TransactionAdmin(admin), markers, folder).end();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static boolean isFormatted(Path folder) {
        return Files.exists(folder.resolve("meta.properties"));
    }

    private static void format(Properties properties, String clusterId) {
        var folder = Path.of(properties.getProperty("log.dirs"));
        if (isFormatted(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                    .setClusterId(clusterId)
                    .addDirectory(folder.toAbsolutePath().toString())
                    .setMetadataLogDirectory(folder.toAbsolutePath().toString())
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format " + folder, e);
        } catch (Exception e) { // all that Formatter declares
            throw new IllegalStateException("cannot format " + folder, e);
        }
    }

    private static Properties properties(Path folder, String address) {
        var controller = Ports.LOOPBACK + ":" + Ports.orFree(0);
        var properties = new Properties();
        properties.putAll(SMALL);
        properties.putAll(Map.of(
                "node.id",
                Integer.toString(NODE_ID),
                "log.dirs",
                folder.toString(),
                "listeners",
                "PLAINTEXT://%s,%s://%s".formatted(address, CONTROLLER, controller),
                "advertised.listeners",
                "PLAINTEXT://" + address,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                NODE_ID + "@" + controller));
        return properties;
    }
}
