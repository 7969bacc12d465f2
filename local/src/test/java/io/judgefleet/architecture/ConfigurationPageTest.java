package io.judgefleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** That docs/configuration.md names every property that the deployables have, with its default. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of(System.getProperty("judgefleet.home"), "docs", "configuration.md");

    /** Described by Micronaut. */
    private static final List<String> FOREIGN =
            List.of("micronaut.application.", "micronaut.metrics.", "endpoints.", "jackson.", "netty.");

    @ParameterizedTest
    @ValueSource(strings = {"application-worker.yml", "judgefleet-aggregator/application.yml"})
    void shouldNameEveryPropertyWithItsDefault(String defaults) throws IOException {
        var rows = Files.readAllLines(PAGE);

        assertThat(properties(defaults))
                .hasSizeGreaterThan(10)
                .allSatisfy((name, value) -> assertThat(rows)
                        .as("%s = %s", name, value)
                        .anyMatch(row -> row.startsWith("| `%s` | %s |"
                                .formatted(name, value.isEmpty() ? "" : "`" + value + "`")
                                .replace("  ", " "))));
    }

    private static Map<String, String> properties(String defaults) throws IOException {
        try (var stream = ConfigurationPageTest.class.getResourceAsStream("/" + defaults)) {
            var flat = new TreeMap<String, String>();
            flatten("", new Yaml().<Map<String, Object>>load(stream), flat);
            flat.keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
            return flat;
        }
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> flat) {
        nested.forEach((key, value) -> {
            if (value instanceof Map<?, ?> deeper) {
                flatten(prefix + key + ".", deeper, flat);
            } else {
                flat.put(name(prefix + key), String.valueOf(value));
            }
        });
    }

    /** The page has the short form. */
    private static String name(String property) {
        return property.equals("judgefleet.kafka.schema.registry.url") ? "judgefleet.schema-registry.url" : property;
    }
}
