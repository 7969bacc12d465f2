package io.judgefleet.aggregator.kafka.serving;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.deployable.HttpAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpPeerInstancesTest {
    private final HttpPeerInstances peers = new HttpPeerInstances(HttpAccess.OPEN);
    private HttpServer server;
    private URI other;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        other = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        peers.close();
        server.stop(0);
    }

    /** While releases are exchanged, figures are unavailable, which is no fault of the program. */
    @Test
    void shouldCallCountsUnavailableWhenNeighbourIsOfAnotherRelease() {
        server.createContext("/internal", exchange -> {
            var bytes = new byte[] {99, 1, 2};
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });

        assertUnavailable(() -> peers.counts(other, List.of()));
        assertUnavailable(() -> peers.intake(other));
        assertUnavailable(() -> peers.answered(other, "r", NOON));
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(CountsUnavailableException.class)
                .hasMessageContaining("in the form of another release");
    }
}
