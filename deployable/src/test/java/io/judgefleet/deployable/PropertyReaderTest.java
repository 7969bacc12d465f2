package io.judgefleet.deployable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyReaderTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "1s, PT1S",
        "30 s, PT30S",
        "10m, PT10M",
        "12h, PT12H",
        "30d, P30D",
        "P7D, P7D",
        "PT2H, PT2H",
        "0s, PT0S"
    })
    void shouldReadDurations(String text, Duration duration) {
        assertThat(reader(text).duration("a")).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1y", "-5s", "PT-5S", "30", "s", "99999999999999999999s"})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> reader(text).duration("a"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("a: expected a duration such as 500ms, 30s, 10m, 12h or 30d, found \"%s\"".formatted(text));
    }

    @ParameterizedTest
    @CsvSource({"64MB, 67108864", "1gb, 1073741824", "5 KB, 5120", "77, 77", "8B, 8"})
    void shouldReadSizes(String text, long bytes) {
        assertThat(reader(text).bytes("a")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 barrel", "MB", "-1MB", "9999999999GB"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertThatThrownBy(() -> reader(text).bytes("a"))
                .hasMessage("a: expected a size such as 64MB, found \"%s\"".formatted(text));
    }

    @Test
    void shouldNameTheLeastWhenANumberIsBelowIt() {
        assertThat(reader("3").atLeast(3, "a")).isEqualTo(3);
        assertThatThrownBy(() -> reader("2").atLeast(3, "a"))
                .hasMessage("a: expected a whole number from 3 up, found \"2\"");
    }

    @Test
    void shouldSayWhatIsExpectedWhenNothingIsSet() {
        assertThatThrownBy(() -> reader(" ").text("a", "a name")).hasMessage("a: expected a name, found none");
    }

    @Test
    void shouldReadSettingsOfKafkaInEachSpelling() {
        var variables = PropertySource.of(
                "variables",
                Map.of("JUDGEFLEET_KAFKA_SASL_JAAS_CONFIG", "login"),
                PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("test"));
        var properties = Map.<String, Object>of(
                "judgefleet.kafka.request-timeout-ms", 7,
                "judgefleet.kafka.bootstrap.servers", "kafka:1",
                "judgefleet.schema-registry.url", "http://registry",
                "judgefleet.prefix", "team.");

        assertThat(reader(properties, variables).kafka())
                .isEqualTo(Map.of(
                        "request.timeout.ms", "7",
                        "bootstrap.servers", "kafka:1",
                        "sasl.jaas.config", "login",
                        "schema.registry.url", "http://registry",
                        "judgefleet.prefix", "team."));
    }

    @Test
    void shouldPreferTheRegistryUnderKafka() {
        var properties = Map.<String, Object>of(
                "judgefleet.kafka.schema.registry.url", "mock://own", "judgefleet.schema-registry.url", "http://short");

        assertThat(reader(properties).kafka()).isEqualTo(Map.of("schema.registry.url", "mock://own"));
    }

    private static PropertyReader reader(String value) {
        return reader(Map.of("a", value));
    }

    private static PropertyReader reader(Map<String, Object> properties, PropertySource... sources) {
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .properties(properties)
                .propertySources(sources)
                .build();
        try (var environment = context.getEnvironment().start()) {
            return new PropertyReader(environment);
        }
    }
}
