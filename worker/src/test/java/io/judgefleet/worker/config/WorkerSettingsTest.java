package io.judgefleet.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.deployable.ConfigurationException;
import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.Quantization;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.MarkerPolicy;
import io.judgefleet.schemas.Lane;
import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.RetryPolicy;
import io.judgefleet.worker.engine.EngineSettings;
import io.judgefleet.worker.kafka.ReaderParts.Limits;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsTest {
    @TempDir
    Path folder;

    @Test
    void shouldHaveADefaultForEverythingButTheModel() {
        var settings = read(Map.of());

        assertThat(settings.profile()).isEqualTo("judgelm");
        assertThat(settings.slot()).isEmpty();
        assertThat(settings.stateDir()).isEqualTo(Path.of(System.getProperty("user.home"), ".judgefleet", "worker"));
        assertThat(settings.judge()).isEqualTo(new JudgeChoice.Llama(folder, JudgeSettings.DEFAULT));
        assertThat(settings.delivery())
                .isEqualTo(new DeliverySettings(
                        DeliveryMode.TRANSACTIONS,
                        Set.of(Lane.LIVE, Lane.BULK),
                        new Limits(
                                new Budget(8 * 4096),
                                new EngineSettings(
                                        Map.of(Feed.LIVE, 16, Feed.BULK, 4, Feed.RETRY, 1),
                                        4096,
                                        Duration.ofMinutes(2)),
                                1000),
                        RetryPolicy.DEFAULT,
                        Duration.ofSeconds(60)));
        assertThat(settings.kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "127.0.0.1:9092",
                        "schema.registry.url", "http://127.0.0.1:8081/apis/ccompat/v7"));
        assertThat(settings.watchdog()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.http().token()).isEmpty();
    }

    @Test
    void shouldTakeEveryPropertyAsItIsSet() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "secret\n");

        var settings = read(Map.ofEntries(
                Map.entry("judgefleet.worker.judge-profile", "strict"),
                Map.entry("judgefleet.worker.slot", "left"),
                Map.entry("judgefleet.worker.state-dir", "/var/lib/worker"),
                Map.entry("judgefleet.worker.dtype", "bf16"),
                Map.entry("judgefleet.worker.decoding", "constrained-argmax"),
                Map.entry("judgefleet.worker.quantization", "int8"),
                Map.entry("judgefleet.worker.reproducible", true),
                Map.entry("judgefleet.worker.overlong", "truncate-left"),
                Map.entry("judgefleet.worker.markers", "neutralise"),
                Map.entry("judgefleet.worker.reasons", 64),
                Map.entry("judgefleet.worker.token-budget", 100),
                Map.entry("judgefleet.worker.in-flight-tokens", 700),
                Map.entry("judgefleet.worker.delivery", "share-group"),
                Map.entry("judgefleet.worker.lanes", "live"),
                Map.entry("judgefleet.worker.weights.live", 3),
                Map.entry("judgefleet.worker.weights.bulk", 2),
                Map.entry("judgefleet.worker.weights.retry", 5),
                Map.entry("judgefleet.worker.max-deliveries", 2),
                Map.entry("judgefleet.worker.retry.first-delay", "5s"),
                Map.entry("judgefleet.worker.retry.later-delay", "PT2H"),
                Map.entry("judgefleet.worker.inference-deadline", "1500ms"),
                Map.entry("judgefleet.worker.watchdog", "1h"),
                Map.entry("judgefleet.worker.grace-period", "1m"),
                Map.entry("judgefleet.worker.publish-at-most", 7),
                Map.entry("judgefleet.http.token-file", token.toString()),
                Map.entry("judgefleet.schema-registry.url", "http://registry"),
                Map.entry("judgefleet.kafka.security.protocol", "SSL")));

        assertThat(settings.profile()).isEqualTo("strict");
        assertThat(settings.slot()).contains("left");
        assertThat(settings.stateDir()).isEqualTo(Path.of("/var/lib/worker"));
        assertThat(settings.judge())
                .isEqualTo(new JudgeChoice.Llama(
                        folder,
                        JudgeSettings.DEFAULT
                                .withComputing(new Computing(DType.BF16, Quantization.INT8, "cpu", true))
                                .withDecoding(Decoding.CONSTRAINED_ARGMAX)
                                .withOverlong(LengthPolicy.TRUNCATE_LEFT)
                                .withMarkers(MarkerPolicy.NEUTRALISE)
                                .withTokenBudget(100)
                                .withReasons(64)));
        assertThat(settings.delivery())
                .isEqualTo(new DeliverySettings(
                        DeliveryMode.SHARE_GROUP,
                        Set.of(Lane.LIVE),
                        new Limits(
                                new Budget(700),
                                new EngineSettings(
                                        Map.of(Feed.LIVE, 3, Feed.BULK, 2, Feed.RETRY, 5),
                                        100,
                                        Duration.ofMillis(1500)),
                                7),
                        new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(2), 2),
                        Duration.ofMinutes(1)));
        assertThat(settings.kafka())
                .containsEntry("schema.registry.url", "http://registry")
                .containsEntry("security.protocol", "SSL");
        assertThat(settings.watchdog()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.http().token()).isEqualTo(Optional.of("secret"));
    }

    @Test
    void shouldPreferTheRegistryInConfluentsOwnWords() {
        var settings = read(Map.of(
                "judgefleet.kafka.schema.registry.url", "mock://own",
                "judgefleet.schema-registry.url", "http://short"));

        assertThat(settings.kafka()).containsEntry("schema.registry.url", "mock://own");
    }

    @Test
    void shouldTakeKafkasPropertiesFromTheEnvironment() {
        var environment = PropertySource.of(
                "environment variables",
                Map.of(
                        "JUDGEFLEET_KAFKA_BOOTSTRAP_SERVERS", "kafka:29092",
                        "JUDGEFLEET_KAFKA_SASL_JAAS_CONFIG", "login",
                        "JUDGEFLEET_SCHEMA_REGISTRY_URL", "http://registry",
                        "JUDGEFLEET_WORKER_TOKEN_BUDGET", "77"),
                PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("test"));

        var settings = read(Map.of(), environment);

        assertThat(settings.kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "kafka:29092",
                        "sasl.jaas.config", "login",
                        "schema.registry.url", "http://registry"));
        assertThat(settings.delivery().limits().engine().batchTokens()).isEqualTo(77);
    }

    @Test
    void shouldRefuseAPollIntervalThatTheEngineMayOutlast() {
        var own = Map.<String, Object>of(
                "judgefleet.kafka.max.poll.interval.ms", "60000", "judgefleet.worker.inference-deadline", "50s");

        assertThatThrownBy(() -> read(own))
                .hasMessage("judgefleet.kafka.max.poll.interval.ms: expected at least 80000,"
                        + " the inference deadline of 50 s and 30 s more, found 60000");
    }

    @Test
    void shouldRefuseToListenToTheWorldUnlessThatIsMeant() {
        assertThatThrownBy(() -> read(Map.of("micronaut.server.host", "0.0.0.0")))
                .hasMessageContaining("micronaut.server.host: expected a loopback address");
        assertThat(read(Map.of("micronaut.server.host", "0.0.0.0", "judgefleet.http.open", true))
                        .http()
                        .token())
                .isEmpty();
    }

    @Test
    void shouldNameTheFieldAndTheValueWhenAPropertyIsWrong() {
        assertThatThrownBy(() -> read(Map.of("judgefleet.worker.token-budget", "many")))
                .hasMessage("judgefleet.worker.token-budget: expected a whole number from 1 up, found \"many\"");
        assertThatThrownBy(() -> read(Map.of("judgefleet.worker.watchdog", "soon")))
                .hasMessage(
                        "judgefleet.worker.watchdog: expected a duration such as 500ms, 30s, 10m, 12h or 30d, found \"soon\"");
        assertThatThrownBy(() -> read(Map.of("judgefleet.worker.lanes", "fast")))
                .hasMessage("judgefleet.worker.lanes: expected some of live, bulk, found \"fast\"");
        assertThatThrownBy(() -> read(Map.of("judgefleet.worker.judge-profile", "../etc")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void shouldNameTheNearestPropertyWhenOneIsMisspelt() {
        var variables = PropertySource.of(
                "environment variables",
                Map.of("JUDGEFLEET_WORKER_MAX_DELIVERY", "2"),
                PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("test"));

        assertThatThrownBy(() -> read(Map.of("judgefleet.worker.tokn-budget", "77")))
                .hasMessage("judgefleet.worker.tokn-budget: expected a known property, the nearest is"
                        + " judgefleet.worker.token-budget, found another");
        assertThatThrownBy(() -> read(Map.of(), variables))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the nearest is JUDGEFLEET_WORKER_MAX_DELIVERIES");
    }

    @Test
    void shouldNotShowSecrets() {
        var shown = read(Map.of(
                        "judgefleet.kafka.sasl.jaas.config", "user and password",
                        "judgefleet.kafka.ssl.truststore.password", "hidden-1",
                        "judgefleet.kafka.basic.auth.user.info", "user:hidden-2"))
                .describe();

        assertThat(shown).doesNotContain("hidden", "user and password").contains("sasl.jaas.config=***");
    }

    private WorkerSettings read(Map<String, Object> own, PropertySource... sources) {
        var properties = new HashMap<String, Object>(Map.of("judgefleet.worker.model", folder.toString()));
        properties.putAll(own);
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments("worker")
                .environmentPropertySource(false)
                .properties(properties)
                .propertySources(sources)
                .build();
        try (var environment = context.getEnvironment().start()) {
            return WorkerSettings.read(environment);
        }
    }
}
