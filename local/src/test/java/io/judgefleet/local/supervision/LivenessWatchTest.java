package io.judgefleet.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LivenessWatchTest {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ANSWERS = 3;
    private static final int WELL = 200;
    private static final int DOWN = 503;

    @TempDir
    Path folder;

    private final AtomicInteger status = new AtomicInteger(WELL);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldEndChildThatNoLongerMakesProgressAndWaitForTheNext() throws Exception {
        try (var child = child();
                var watch = watch(child)) {
            long first = child.pid();
            awaitAnswers(ANSWERS);
            assertThat(child.pid()).isEqualTo(first);

            status.set(DOWN);

            await("another child")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(child.pid()).isNotEqualTo(first));
            long second = child.pid();
            awaitAnswers(3 * ANSWERS);
            // Not yet well for the first time: it may still be starting.
            assertThat(child.pid()).isEqualTo(second);
        }
    }

    @Test
    void shouldBearASingleBadAnswer() throws Exception {
        try (var child = child();
                var watch = watch(child)) {
            long first = child.pid();
            awaitAnswers(ANSWERS);

            for (int i = 0; i < ANSWERS; i++) {
                status.set(DOWN);
                awaitAnswers(1);
                status.set(WELL);
                awaitAnswers(2);
            }

            assertThat(child.pid()).isEqualTo(first);
        }
    }

    private void awaitAnswers(int count) {
        int until = asked.get() + count;
        await("answers").pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> asked.get() >= until);
    }

    private LivenessWatch watch(Supervised child) {
        var uri = URI.create("http://127.0.0.1:%d/health/liveness"
                .formatted(server.getAddress().getPort()));
        return LivenessWatch.over(child, uri, INTERVAL, ANSWERS);
    }

    private Supervised child() throws Exception {
        var policy = new RestartPolicy(Duration.ofMinutes(1), 3, Duration.ofMillis(1), Duration.ofMillis(1));
        var program = new Program(
                List.of("-Xmx32m"),
                LivenessWatchTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath(),
                SupervisedTest.Sleeper.class.getName(),
                List.of(),
                Map.of(),
                folder.resolve("log"));
        return Supervised.start("sleeper", () -> ChildJvm.start(program), policy, InstantSource.system());
    }
}
