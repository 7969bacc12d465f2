package io.judgefleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
    @Test
    void shouldReadWithoutGroupAndWithoutCommits() {
        var consumer = connection(Map.of(
                        "group.id", "mine",
                        "enable.auto.commit", "true",
                        "isolation.level", "read_uncommitted",
                        "fetch.max.wait.ms", "7"))
                .consumer("read_committed");

        assertThat(consumer)
                .doesNotContainKey("group.id")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("fetch.max.wait.ms", "7");
    }

    @Test
    void shouldWaitFifteenSecondsForBrokersUnlessUserSaysOtherwise() {
        assertThat(connection(Map.of()).admin())
                .containsEntry("default.api.timeout.ms", 15_000)
                .containsEntry("request.timeout.ms", 15_000);
        assertThat(connection(Map.of("request.timeout.ms", "9")).admin()).containsEntry("request.timeout.ms", "9");
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 15000, 120000", "PT30S, 30000, 120000", "PT10M, 600000, 600000", "P99D, 2147483647, 2147483647"})
    void shouldHoldRecordsForAsLongAsBrokersMayBeAway(Duration time, String block, String delivery) {
        assertThat(connection(Map.of()).withPatience(time).settings())
                .containsEntry("max.block.ms", block)
                .containsEntry("delivery.timeout.ms", delivery);
    }

    @Test
    void shouldKeepTheUsersPatience() {
        assertThat(connection(Map.of("max.block.ms", "5"))
                        .withPatience(Duration.ofMinutes(1))
                        .settings())
                .containsEntry("max.block.ms", "5");
    }

    @Test
    void shouldNameTopicsByItsPrefix() {
        assertThat(connection(Map.of("judgefleet.prefix", "red")).prefix().name("verdicts"))
                .isEqualTo("red.verdicts");
    }

    private static Connection connection(Map<String, String> settings) {
        return new Connection(new TreeMap<>(settings), URI.create("http://127.0.0.1:8080"), Optional.empty());
    }
}
