package io.judgefleet.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Ran;
import io.judgefleet.cli.console.ExitCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigCommandTest {
    @Test
    void shouldPrintSettingsInOrderWithoutSecrets() {
        var ran = Ran.Given.nothing()
                .environment(Map.of(
                        "JUDGEFLEET_AGGREGATOR_TOKEN", "hush",
                        "JUDGEFLEET_KAFKA_SSL_KEY_PASSWORD", "hush",
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL", "https://me:hush@registry:8081"))
                .run("config", "print", "-b", "kafka:9092", "-X", "linger.ms=7");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.outLines())
                .containsExactly(
                        "bootstrap.servers=kafka:9092",
                        "linger.ms=7",
                        "schema.registry.url=https://(hidden)@registry:8081",
                        "ssl.key.password=(hidden)",
                        "aggregator.url=http://127.0.0.1:8080",
                        "aggregator.token=(hidden)");
    }

    @Test
    void shouldPrintOneLineOfJson() {
        assertThat(Ran.run("config", "print", "--json", "--prefix", "red").out())
                .isEqualTo("{\"bootstrap.servers\":\"127.0.0.1:9092\",\"judgefleet.prefix\":\"red\","
                        + "\"schema.registry.url\":\"http://127.0.0.1:8081/apis/ccompat/v7\","
                        + "\"aggregator.url\":\"http://127.0.0.1:8080\"}\n");
    }
}
