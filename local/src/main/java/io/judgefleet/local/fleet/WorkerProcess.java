package io.judgefleet.local.fleet;

import io.judgefleet.local.supervision.Supervised;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/** A worker as a child process: it has the engine, and with it whatever a native library may do to a process. */
final class WorkerProcess {
    private static final Duration POLL = Duration.ofMillis(200);

    private final FleetSettings settings;
    private final Endpoints endpoints;

    WorkerProcess(FleetSettings settings, Endpoints endpoints) {
        this.settings = settings;
        this.endpoints = endpoints;
    }

    ChildJvm start() {
        var jvmArguments = new ArrayList<>(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                // The model's tensors are outside the heap.
                "-Xmx512m"));
        properties().forEach((name, value) -> jvmArguments.add("-D%s=%s".formatted(name, value)));
        return ChildJvm.start(new Program(
                jvmArguments,
                System.getProperty("java.class.path"),
                io.judgefleet.worker.Main.class.getName(),
                List.of(),
                Map.of(),
                log()));
    }

    Path log() {
        return settings.data().log("worker");
    }

    /** Returns when the worker consumes; loading a big model takes minutes. */
    void awaitReady(Supervised worker, Future<?> stop) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            while (!isReady(client)) {
                if (worker.awaitDeath(POLL)) {
                    throw new StartFailedException(
                            "the worker ended while it started:%n%s%nMore in %s".formatted(LogTail.of(log()), log()));
                }
                if (stop.isDone()) {
                    throw new CancellationException("stopped while the worker started");
                }
            }
        }
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        var request = HttpRequest.newBuilder(endpoints.worker().resolve("/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet listening
        }
    }

    /** Ours, and those that were asked for above them. */
    Map<String, String> properties() {
        var properties = new TreeMap<String, String>();
        properties.put(
                "judgefleet.worker.model",
                settings.judge().folder().toAbsolutePath().toString());
        properties.put("judgefleet.worker.decoding", settings.judge().decoding().id());
        properties.put("judgefleet.worker.state-dir", settings.data().worker().toString());
        properties.put("judgefleet.kafka.bootstrap.servers", endpoints.bootstrapServers());
        properties.put("judgefleet.schema-registry.url", endpoints.registryUrl());
        properties.put(
                "micronaut.server.port", Integer.toString(endpoints.worker().getPort()));
        properties.putAll(settings.properties());
        return properties;
    }
}
