package io.judgefleet.faults.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.judgefleet.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP relay before the schema registry, which fails as a {@link RegistryMood} says. */
public final class RegistryProxy implements AutoCloseable {
    private static final Duration SLOWNESS = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final Object change = new Object();
    private volatile RegistryMood mood = RegistryMood.WELL;

    private RegistryProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
    }

    /** Starts before a registry on a port of loopback. */
    public static RegistryProxy before(int registryPort) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), 0);
            var target = URI.create("http://%s:%d".formatted(Ports.LOOPBACK, registryPort));
            var proxy = new RegistryProxy(HttpServer.create(address, 64), target);
            proxy.server.setExecutor(proxy.threads);
            proxy.server.createContext("/", proxy::serve);
            proxy.server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void become(RegistryMood next) {
        synchronized (change) {
            mood = next;
            change.notifyAll();
        }
    }

    @Override
    public void close() {
        become(RegistryMood.REFUSING);
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (mood) {
                case WELL -> answer(exchange);
                case REFUSING -> exchange.sendResponseHeaders(UNAVAILABLE, -1);
                case SLOW -> {
                    holdBack(RegistryMood.SLOW, SLOWNESS);
                    answer(exchange);
                }
                // Closed without a word when the mood changes.
                case SILENT -> holdBack(RegistryMood.SILENT, Duration.ofMinutes(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        var answer = ask(exchange);
        if (answer.isEmpty()) {
            exchange.sendResponseHeaders(UNAVAILABLE, -1);
            return;
        }
        var body = answer.get().body();
        answer.get()
                .headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(answer.get().statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Optional<HttpResponse<byte[]>> ask(HttpExchange exchange) throws IOException, InterruptedException {
        var asked = exchange.getRequestURI();
        var request = HttpRequest.newBuilder(URI.create(target + asked.toString()))
                .timeout(PATIENCE)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .ifPresent(type -> request.header("Content-Type", type));
        try {
            return Optional.of(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return Optional.empty(); // the registry is down
        }
    }

    private void holdBack(RegistryMood held, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        synchronized (change) {
            for (long left = time.toNanos(); left > 0 && mood == held; left = deadline - System.nanoTime()) {
                change.wait(Duration.ofNanos(left).toMillis() + 1);
            }
        }
    }
}
