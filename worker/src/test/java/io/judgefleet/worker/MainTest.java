package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void shouldSayInOneLineWhichPropertyIsWrong() {
        int status = run(Map.of("judgefleet.worker.decoding", "beam", "judgefleet.worker.model", folder.toString()));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("judgefleet-worker: judgefleet.worker.decoding: expected one of greedy, constrained-argmax,"
                        + " found \"beam\"\n");
    }

    @Test
    void shouldSayWhichFolderIsMissing() {
        int status = run(Map.of("judgefleet.worker.model", "/nowhere/at/all"));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("judgefleet.worker.model: expected a model's folder", "/nowhere/at/all")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"micronaut.server.port,70000", "micronaut.server.port,http", "judgefleet.worker.retry.later-delay,2d"})
    void shouldSayInOneLineWhichNumberIsOutOfRange(String property, String value) {
        int status = run(Map.of("judgefleet.worker.judge", "scripted", property, value));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("expected", "found")
                .hasLineCount(1);
    }

    @Test
    void shouldSayWhichBrokerDoesNotAnswer() {
        int status = run(Map.of(
                "judgefleet.worker.judge", "scripted",
                "judgefleet.kafka.bootstrap.servers", "127.0.0.1:1",
                "judgefleet.kafka.default.api.timeout.ms", "1000",
                "judgefleet.kafka.request.timeout.ms", "1000"));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("judgefleet-worker: expected a Kafka broker at 127.0.0.1:1, found")
                .hasLineCount(1);
    }

    @Test
    void shouldSayThatThePortIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int status =
                    run(Map.of("judgefleet.worker.judge", "scripted", "micronaut.server.port", other.getLocalPort()));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("judgefleet-worker: ")
                    .contains("127.0.0.1:" + other.getLocalPort(), "Address already in use")
                    .hasLineCount(1);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithWhatKafkasClientsNeed() {
        int status = run(Map.of(
                "judgefleet.worker.judge", "scripted",
                "judgefleet.kafka.bootstrap.servers", "127.0.0.1:1",
                "judgefleet.kafka.security.protocol", "SSL",
                "judgefleet.kafka.ssl.truststore.location", "/nowhere/at/all"));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("/nowhere/at/all")
                .hasLineCount(1);
    }

    private int run(Map<String, Object> own) {
        var properties = new HashMap<String, Object>(Map.of(
                "judgefleet.worker.state-dir", folder.resolve("state").toString(), "micronaut.server.port", "-1"));
        properties.putAll(own);
        return new Main(new PrintStream(err, true, StandardCharsets.UTF_8)).run(properties);
    }
}
