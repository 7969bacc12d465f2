package io.judgefleet.faults.kills;

import io.judgefleet.faults.fleet.Awaiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code judgefleet local} as a person starts it, on the same data and ports each time. */
final class KilledFleet implements AutoCloseable {
    private static final Duration START_TIME = Duration.ofMinutes(4);
    private static final Duration STOP_TIME = Duration.ofMinutes(2);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

    private final KillSettings settings;
    private final Path folder;
    private final Ports ports = Ports.free();
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    private record Ports(int aggregator, int broker, int registry, int worker) {
        static Ports free() {
            try (var first = new ServerSocket(0);
                    var second = new ServerSocket(0);
                    var third = new ServerSocket(0);
                    var fourth = new ServerSocket(0)) {
                return new Ports(
                        first.getLocalPort(), second.getLocalPort(), third.getLocalPort(), fourth.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException("found no free ports", e);
            }
        }

        boolean areFree() {
            for (int port : List.of(aggregator, broker, registry, worker)) {
                if (!isFree(port)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isFree(int port) {
            try {
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    private KilledFleet(KillSettings settings, Path folder) throws IOException {
        this.settings = settings;
        this.folder = folder;
        this.process = launch(settings.aimedPerRound() > 0);
    }

    /** Starts the fleet; it is not ready yet. */
    static KilledFleet start(KillSettings settings, Path folder) throws IOException {
        Files.createDirectories(steering(folder));
        return new KilledFleet(settings, folder);
    }

    Map<String, Object> clients() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + ports.broker());
    }

    String registryUrl() {
        return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(ports.registry());
    }

    URI aggregator() {
        return URI.create("http://127.0.0.1:" + ports.aggregator());
    }

    /** Where the broker keeps its partitions. */
    Path brokerFolder() {
        return data().resolve("kafka");
    }

    /** Whose files steer the pause points. */
    Path steering() {
        return steering(folder);
    }

    /** Returns when the worker consumes and the aggregator answers. */
    void awaitReady() throws InterruptedException {
        var worker = URI.create("http://127.0.0.1:%d/health/readiness".formatted(ports.worker()));
        Awaiting.until(
                "the fleet to be ready, see " + log(),
                START_TIME,
                () -> !process.isAlive() || (isUp(worker) && isUp(aggregator().resolve("/api/status"))));
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the fleet ended by itself with status %d, see %s".formatted(process.exitValue(), log()));
        }
    }

    /** Kills the process that holds the broker and the aggregator; returns when its children have ended too. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        Awaiting.until("the children of a killed process to end", Duration.ofMinutes(1), ports::areFree);
    }

    /** Starts again what was killed, with the agent if the next kill is aimed. */
    void startAgain(boolean isAimed) throws IOException {
        process = launch(isAimed);
    }

    /** Asks the fleet to end; returns its exit status. */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(STOP_TIME.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("expected the fleet to stop within " + STOP_TIME);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.shutdownNow();
    }

    private boolean isUp(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(ANSWER_TIME).build();
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    private Process launch(boolean isAimed) throws IOException {
        var command = new ArrayList<>(List.of(
                settings.home().resolve("judgefleet").toString(),
                "local",
                "--data",
                data().toString(),
                "--port",
                Integer.toString(ports.aggregator()),
                "--kafka-port",
                Integer.toString(ports.broker()),
                "--registry-port",
                Integer.toString(ports.registry()),
                "--worker-port",
                Integer.toString(ports.worker()),
                "-P",
                "judgefleet.worker.judge=scripted"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // The many starts are shorter with one compiler, also in the children.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        if (isAimed) {
            settings.agent()
                    .ifPresent(agent -> builder.environment()
                            .put("JUDGEFLEET_JAVA_OPTS", "-javaagent:%s=%s".formatted(agent, steering())));
        }
        return builder.start();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("local.log");
    }

    private static Path steering(Path folder) {
        return folder.resolve("steering");
    }
}
