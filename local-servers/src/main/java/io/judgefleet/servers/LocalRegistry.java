package io.judgefleet.servers;

import io.judgefleet.servers.ChildJvm.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An Apicurio schema registry as a child process, on loopback, with its data in a folder. */
public final class LocalRegistry implements AutoCloseable {
    /** The system property that says where the registry's program lies. */
    public static final String HOME_PROPERTY = "judgefleet.registry.home";

    private static final Duration START_TIME = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ChildJvm child;
    private final String url;

    private LocalRegistry(ChildJvm child, String url) {
        this.child = child;
        this.url = url;
    }

    /** Starts on a port, any free one for 0, with the data that the folder has; returns when clients are served. */
    public static LocalRegistry start(Path folder, int port) {
        return start(folder, port, folder.resolve("registry.log"));
    }

    /** As {@link #start(Path, int)}, with the child's output in a file of the caller's choice. */
    public static LocalRegistry start(Path folder, int port, Path log) {
        int chosen = Ports.orFree(port);
        var child = launch(folder, chosen, log);
        var registry = new LocalRegistry(child, "http://%s:%d/apis/ccompat/v7".formatted(Ports.LOOPBACK, chosen));
        try {
            registry.awaitAnswer(log);
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** As {@link #start}, but returns at once; for those who restart it while others wait. */
    public static ChildJvm launch(Path folder, int port, Path log) {
        return ChildJvm.start(program(folder.toAbsolutePath(), port, log));
    }

    /** The base of Confluent's API, a value for {@code schema.registry.url}. */
    public String url() {
        return url;
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /** For those who restart it when it ends. */
    public ChildJvm child() {
        return child;
    }

    @Override
    public void close() {
        child.close();
    }

    private static Program program(Path folder, int port, Path log) {
        var jvmArguments = List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=" + Ports.LOOPBACK,
                "-Dquarkus.http.port=" + port,
                // Health and metrics; on a fixed port a second registry could not start beside the first.
                "-Dquarkus.management.host=" + Ports.LOOPBACK,
                "-Dquarkus.management.port=" + Ports.orFree(0),
                "-Dapicurio.datasource.url=jdbc:h2:file:" + folder.resolve("registry"));
        var jar = home().resolve("quarkus-run.jar").toString();
        // Its own handling of Ctrl-C would end it before those who still write.
        var environment = Map.of("DISABLE_SIGNAL_HANDLERS", "true");
        return new Program(
                jvmArguments, jar, "io.quarkus.bootstrap.runner.QuarkusEntryPoint", List.of(), environment, log);
    }

    /** Where the build unpacks the registry's program, unless the property says otherwise. */
    private static Path home() {
        var property = System.getProperty(HOME_PROPERTY);
        var home = property == null ? ChildJvm.codeLocation().resolveSibling("registry") : Path.of(property);
        if (!Files.exists(home.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException(
                    "expected the schema registry's quarkus-run.jar in %s, found none; %s says where it is"
                            .formatted(home, HOME_PROPERTY));
        }
        return home;
    }

    private void awaitAnswer(Path log) {
        var deadline = System.nanoTime() + START_TIME.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                if (child.awaitExit(POLL)) {
                    throw new IllegalStateException("the schema registry ended while it started, see " + log);
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "expected the schema registry to answer within %s, see %s".formatted(START_TIME, log));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema registry started", e);
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/subjects"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet listening
        }
    }
}
