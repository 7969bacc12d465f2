package io.judgefleet.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.deployable.LastWords;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "micronaut.server.port, 70000, 'a port from 0 to 65535'",
        "micronaut.server.port, http, 'a port from 0 to 65535'",
        "judgefleet.aggregator.threads, 0, 'threads'",
        "judgefleet.aggregator.horizon, 1y, 'a duration'",
        "judgefleet.kafka.security.protocol, PIGEON, 'PIGEON'"
    })
    void shouldSayInOneLineWhichSettingIsWrong(String property, String value, String expected) {
        assertThat(run(Map.of(property, value))).isEqualTo(2);
        assertThat(said())
                .startsWith("judgefleet-aggregator: ")
                .contains(expected)
                .hasLineCount(1);
    }

    @Test
    void shouldSayWhichBrokerDoesNotAnswer() {
        assertThat(run(Map.of(
                        "judgefleet.kafka.bootstrap.servers", "127.0.0.1:1",
                        "judgefleet.kafka.default.api.timeout.ms", "1000",
                        "judgefleet.kafka.request.timeout.ms", "1000")))
                .isEqualTo(1);
        assertThat(said())
                .startsWith("judgefleet-aggregator: no answer from Kafka at 127.0.0.1:1")
                .hasLineCount(1);
    }

    private int run(Map<String, Object> own) {
        var properties = new HashMap<String, Object>(Map.of("micronaut.server.port", "-1"));
        properties.putAll(own);
        return Main.run(
                properties, new LastWords("judgefleet-aggregator", new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
