package io.judgefleet.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetPrefixTest {
    @Test
    void shouldLeaveNamesAsTheyAreWhenSettingsNameNoPrefix() {
        var prefix = FleetPrefix.of(Map.of("bootstrap.servers", "127.0.0.1:9092"));

        assertThat(prefix.topics()).isEqualTo(Topics.ALL);
        assertThat(prefix.workerGroup("judgelm")).isEqualTo("judgefleet-worker-judgelm");
    }

    @Test
    void shouldShareNoNameWhenTwoFleetsHavePrefixesOfTheirOwn() {
        var red = FleetPrefix.of(Map.of(FleetPrefix.SETTING, "red"));
        var blue = FleetPrefix.of(Map.of(FleetPrefix.SETTING, "blue"));

        assertThat(red.topics()).doesNotContainAnyElementsOf(blue.topics()).hasSameSizeAs(Topics.ALL);
        assertThat(red.topic(Topics.VERDICTS).valueSubject()).isEqualTo("red.verdicts-value");
        assertThat(red.workerGroup("judgelm")).isEqualTo("red.judgefleet-worker-judgelm");
    }

    @ParameterizedTest
    @CsvSource({"team-a,team-a.", "team-a.,team-a.", "team_,team_", "'',''", "a-,a-"})
    void shouldEndWithSeparatorWhenPersonWritesPrefix(String written, String expected) {
        assertThat(FleetPrefix.parse(written)).isEqualTo(new FleetPrefix(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ä", "a/", ".", "a\n", "-a"})
    void shouldRefusePrefixWhenKafkaWouldRefuseTheName(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetPrefix.parse(written))
                .withMessageContaining("expected a prefix of at most 80 letters");
    }
}
