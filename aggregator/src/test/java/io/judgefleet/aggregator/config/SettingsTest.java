package io.judgefleet.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.aggregator.alerts.AlertRule;
import io.judgefleet.aggregator.alerts.AlertRules;
import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.aggregator.kafka.StreamSettings;
import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.deployable.HttpAccess;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.PropertySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void shouldHaveDefaultsWhenNothingIsSaid() {
        var settings = read(Map.of());

        assertThat(settings)
                .isEqualTo(new Settings(
                        new StreamSettings(
                                Map.of(
                                        "bootstrap.servers",
                                        "127.0.0.1:9092",
                                        "schema.registry.url",
                                        "http://127.0.0.1:8081/apis/ccompat/v7"),
                                "judgefleet-aggregator",
                                Path.of(System.getProperty("user.home"), ".judgefleet/aggregator"),
                                new Counting(EventTime.APPENDED, Duration.ofDays(30), false),
                                new StreamSettings.Size(2, 0, 96L << 20, 32L << 20),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30)),
                        Duration.ofSeconds(10),
                        0,
                        false,
                        new AlertRules(List.of(
                                AlertRule.parse("canary-consistency", "drift consistency"),
                                AlertRule.parse("canary-drift", "canaryPsi all ceiling 0.25 min 200"),
                                AlertRule.parse("canary-parsing", "drift parse-rate"),
                                AlertRule.parse("canary-scores", "drift score"),
                                AlertRule.parse("error-rate", "errorRate 1h ceiling 0.1 min 100"),
                                AlertRule.parse("parse-rate", "parseRate 1h floor 0.9 min 100"))),
                        HttpAccess.OPEN));
    }

    @Test
    void shouldMapEveryPropertyWhenAllAreSaid() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "s3cret\n");
        var properties = new HashMap<String, Object>();
        properties.put("judgefleet.kafka.security.protocol", "SSL");
        properties.put("judgefleet.schema-registry.url", "http://registry:1");
        properties.put("judgefleet.http.token-file", token.toString());
        properties.put("micronaut.server.host", "0.0.0.0");
        properties.put("judgefleet.aggregator.application-id", "other");
        properties.put("judgefleet.aggregator.state-dir", "/srv/state");
        properties.put("judgefleet.aggregator.event-time", "judged");
        properties.put("judgefleet.aggregator.horizon", "P7D");
        properties.put("judgefleet.aggregator.threads", "3");
        properties.put("judgefleet.aggregator.standbys", "1");
        properties.put("judgefleet.aggregator.store-memory", "1GB");
        properties.put("judgefleet.aggregator.cache-memory", "5KB");
        properties.put("judgefleet.aggregator.commit-interval", "250ms");
        properties.put("judgefleet.aggregator.close-timeout", "2m");
        properties.put("judgefleet.aggregator.publish-interval", "1h");
        properties.put("judgefleet.aggregator.bootstrap", "500");
        properties.put("judgefleet.aggregator.alerts.parse-rate", "");
        properties.put("judgefleet.aggregator.alerts.error-rate", "");
        properties.put("judgefleet.aggregator.alerts.canary-drift", "");
        properties.put("judgefleet.aggregator.alerts.canary-scores", "");
        properties.put("judgefleet.aggregator.alerts.canary-consistency", "");
        properties.put("judgefleet.aggregator.alerts.canary-parsing", "");
        properties.put("judgefleet.aggregator.controls", "true");
        properties.put("judgefleet.aggregator.alerts.lean", "totalBias 24h ceiling 0.3 min 50");

        assertThat(read(properties))
                .isEqualTo(new Settings(
                        new StreamSettings(
                                Map.of(
                                        "bootstrap.servers",
                                        "127.0.0.1:9092",
                                        "security.protocol",
                                        "SSL",
                                        "schema.registry.url",
                                        "http://registry:1"),
                                "other",
                                Path.of("/srv/state"),
                                new Counting(EventTime.JUDGED, Duration.ofDays(7), true),
                                new StreamSettings.Size(3, 1, 1L << 30, 5L << 10),
                                Duration.ofMillis(250),
                                Duration.ofMinutes(2)),
                        Duration.ofHours(1),
                        500,
                        true,
                        new AlertRules(List.of(AlertRule.parse("lean", "totalBias 24h ceiling 0.3 min 50"))),
                        new HttpAccess(Optional.of("s3cret"))));
    }

    @Test
    void shouldReadDottedNamesWhenEnvironmentSpeaks() {
        var environment = PropertySource.of(
                "environment",
                Map.of(
                        "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                        "kafka:29092",
                        "JUDGEFLEET_AGGREGATOR_STATE_DIR",
                        "/var/lib/state",
                        "JUDGEFLEET_HTTP_OPEN",
                        "true",
                        "MICRONAUT_SERVER_HOST",
                        "0.0.0.0"),
                PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE);
        try (var context = builder().propertySources(environment).build()) {
            context.getEnvironment().start();

            var settings = Settings.read(context.getEnvironment());

            assertThat(settings.stream().kafka())
                    .containsEntry("bootstrap.servers", "kafka:29092")
                    .hasSize(2);
            assertThat(settings.stream().stateDir()).isEqualTo(Path.of("/var/lib/state"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "judgefleet.aggregator.horizon, soon, 'judgefleet.aggregator.horizon: expected a duration'",
        "judgefleet.aggregator.horizon, 0s, 'horizon must be positive'",
        "judgefleet.aggregator.threads, many, 'judgefleet.aggregator.threads: expected a whole number, found \"many\"'",
        "judgefleet.aggregator.event-time, later, 'expected appended or judged, found \"later\"'",
        "judgefleet.aggregator.store-memory, 1 barrel, 'expected a size such as 64MB'",
        "judgefleet.aggregator.alerts.a, parseRate 1h, 'judgefleet.aggregator.alerts.a: expected FIGURE WINDOW"
                + " floor|ceiling'",
        "judgefleet.aggregator.alerts.a, deltaBais 1h floor 0.1 min 5, 'judgefleet.aggregator.alerts.a: expected a figure of"
                + " judges, found \"deltaBais\"; did you mean deltaBias?'",
        "micronaut.server.port, 70000, 'micronaut.server.port: expected a port from 0 to 65535, or -1 for a free one, found"
                + " \"70000\"'",
        "judgefleet.http.open, maybe, 'judgefleet.http.open: expected true or false'",
        "micronaut.server.host, 0.0.0.0, 'micronaut.server.host: expected a loopback address'",
        "judgefleet.http.token-file, /nowhere/token, 'judgefleet.http.token-file: expected a file that can be read, found /nowhere/token'",
    })
    void shouldNamePropertyWhenItIsWrong(String name, String value, String expected) {
        var properties = name.equals("judgefleet.http.open")
                ? Map.<String, Object>of(name, value, "micronaut.server.host", "0.0.0.0")
                : Map.<String, Object>of(name, value);

        assertThatThrownBy(() -> read(properties))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldNameTheNearestPropertyWhenOneIsMisspelt() {
        assertThatThrownBy(() -> read(Map.of("judgefleet.aggregator.horizn", "7d")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("judgefleet.aggregator.horizn: expected a known property, the nearest is"
                        + " judgefleet.aggregator.horizon, found another");
    }

    @Test
    void shouldLeaveAlertsAndTheCommandLinesOwnAlone() {
        var settings = read(Map.of(
                "judgefleet.aggregator.alerts.readable", "parseRate 1h floor 0.5 min 10",
                "judgefleet.aggregator.url", "http://127.0.0.1:8080"));

        assertThat(settings.alerts()).isNotNull();
    }

    @Test
    void shouldHideSecretsWhenSettingsArePrinted() {
        var settings = read(Map.of("judgefleet.kafka.sasl.jaas.config", "password=hunter2"));

        assertThat(settings.toString()).contains("sasl.jaas.config=***").doesNotContain("hunter2");
    }

    private static Settings read(Map<String, Object> properties) {
        try (var context = builder().properties(properties).build()) {
            context.getEnvironment().start();
            return Settings.read(context.getEnvironment());
        }
    }

    private static ApplicationContextBuilder builder() {
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .overrideConfigLocations("classpath:judgefleet-aggregator/");
    }
}
