package io.judgefleet.faults.fleet;

import io.judgefleet.servers.BrokerMain;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import io.judgefleet.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** One broker and controller of a cluster as a child process, with its proxies; its ports are for life. */
public final class BrokerNode implements AutoCloseable {
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final int id;
    private final Path folder;
    private final Path data;
    private final Map<Listener, Integer> ports = new LinkedHashMap<>();
    private final Map<Listener, TcpProxy> proxies = new LinkedHashMap<>();
    private final Supervised process;

    /**
     * Chooses the ports; starts nothing.
     *
     * @param folder for the node's settings and log
     * @param data for the broker's data, an existing folder
     */
    BrokerNode(int id, Path folder, Path data, List<Listener> listeners, String clusterId) {
        this.id = id;
        this.folder = folder;
        this.data = data;
        for (var listener : listeners) {
            int port = Ports.free();
            ports.put(listener, port);
            if (listener.isProxied()) {
                proxies.put(listener, TcpProxy.before(port));
            }
        }
        this.process = new Supervised("broker-" + id, BACK_OFF, () -> launch(clusterId));
    }

    public int id() {
        return id;
    }

    public Supervised process() {
        return process;
    }

    Path data() {
        return data;
    }

    /** Where others are told to look. */
    String address(Listener listener) {
        var proxy = proxies.get(listener);
        int port = proxy == null ? Objects.requireNonNull(ports.get(listener)) : proxy.port();
        return Ports.LOOPBACK + ":" + port;
    }

    TcpProxy proxy(Listener listener) {
        return Objects.requireNonNull(proxies.get(listener), listener.name());
    }

    /** The proxies between this node and all who are no brokers. */
    List<TcpProxy> clientProxies() {
        return proxies.entrySet().stream()
                .filter(entry -> !isBetweenBrokers(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The proxies between this node and its peers, by which they reach it. */
    List<TcpProxy> peerProxies() {
        return List.of(proxy(Listener.PEERS), proxy(Listener.CONTROLLER));
    }

    /** Writes the settings; the voters are all nodes of the cluster. */
    void configure(List<BrokerNode> voters, Map<String, String> shared) {
        var settings = new Properties();
        settings.putAll(shared);
        settings.put("node.id", Integer.toString(id));
        settings.put("log.dirs", data.toAbsolutePath().toString());
        settings.put("listeners", listing(listener -> Ports.LOOPBACK + ":" + ports.get(listener), true));
        settings.put("advertised.listeners", listing(this::address, false));
        settings.put(
                "listener.security.protocol.map",
                ports.keySet().stream()
                        .map(listener -> listener.name() + ":PLAINTEXT")
                        .collect(Collectors.joining(",")));
        settings.put(
                "controller.quorum.voters",
                voters.stream()
                        .map(node -> node.id + "@" + node.address(Listener.CONTROLLER))
                        .collect(Collectors.joining(",")));
        try (var writer = Files.newBufferedWriter(folder.resolve("server.properties"))) {
            settings.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings of broker " + id, e);
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
        for (var proxy : proxies.values()) {
            proxy.close();
        }
    }

    private String listing(java.util.function.Function<Listener, String> address, boolean withController) {
        return ports.keySet().stream()
                .filter(listener -> withController || !listener.equals(Listener.CONTROLLER))
                .map(listener -> listener.name() + "://" + address.apply(listener))
                .collect(Collectors.joining(","));
    }

    private ChildJvm launch(String clusterId) {
        return ChildJvm.start(new Program(
                Programs.jvmArguments(256),
                Programs.classPath(),
                BrokerMain.class.getName(),
                List.of(clusterId, folder.resolve("server.properties").toString()),
                Map.of(),
                folder.resolve("broker.log")));
    }

    private static boolean isBetweenBrokers(Listener listener) {
        return listener.equals(Listener.PEERS) || listener.equals(Listener.CONTROLLER);
    }
}
