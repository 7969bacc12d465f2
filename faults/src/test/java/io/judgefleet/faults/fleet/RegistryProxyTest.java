package io.judgefleet.faults.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegistryProxyTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer registry;
    private RegistryProxy proxy;

    @BeforeEach
    void open() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        registry.createContext("/", RegistryProxyTest::repeat);
        registry.start();
        proxy = RegistryProxy.before(registry.getAddress().getPort());
    }

    @AfterEach
    void close() {
        proxy.close();
        registry.stop(0);
        client.close();
    }

    @Test
    void shouldPassMethodPathAndBodyWhenWell() throws Exception {
        var answer = ask("/subjects/a-value?deleted=true", Duration.ofSeconds(10));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("POST /subjects/a-value?deleted=true hello");
    }

    @Test
    void shouldAnswer503WhenRefusing() throws Exception {
        proxy.become(RegistryMood.REFUSING);

        assertThat(ask("/subjects", Duration.ofSeconds(10)).statusCode()).isEqualTo(503);
    }

    @Test
    void shouldAnswer503WhenRegistryIsDown() throws Exception {
        registry.stop(0);

        assertThat(ask("/subjects", Duration.ofSeconds(10)).statusCode()).isEqualTo(503);
    }

    @Test
    void shouldAnswerLateWhenSlow() throws Exception {
        proxy.become(RegistryMood.SLOW);

        assertThatThrownBy(() -> ask("/subjects", Duration.ofMillis(500))).isInstanceOf(HttpTimeoutException.class);
        assertThat(ask("/subjects", Duration.ofSeconds(20)).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldSayNothingUntilWellWhenSilent() throws Exception {
        proxy.become(RegistryMood.SILENT);

        assertThatThrownBy(() -> ask("/subjects", Duration.ofMillis(500))).isInstanceOf(HttpTimeoutException.class);
        proxy.become(RegistryMood.WELL);
        assertThat(ask("/subjects", Duration.ofSeconds(20)).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> ask(String path, Duration patience) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + path))
                .timeout(patience)
                .POST(BodyPublishers.ofString("hello"))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static void repeat(HttpExchange exchange) throws IOException {
        try (exchange) {
            var heard = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var answer = "%s %s %s"
                    .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), heard)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
