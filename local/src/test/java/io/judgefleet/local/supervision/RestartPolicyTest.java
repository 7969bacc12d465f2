package io.judgefleet.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final RestartPolicy POLICY =
            new RestartPolicy(Duration.ofMinutes(1), 5, Duration.ofMillis(500), Duration.ofSeconds(3));

    @Test
    void shouldDoublePauseUpToLongestWhenDeathsFollowQuickly() {
        var pauses = IntStream.rangeClosed(0, 5).mapToObj(POLICY::pause).map(Duration::toMillis);

        assertThat(pauses).isEqualTo(List.of(500L, 500L, 1000L, 2000L, 3000L, 3000L));
    }

    @Test
    void shouldNotOverflowWhenDeathsAreMany() {
        assertThat(POLICY.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldBeginAnewWhenChildLivedLong() {
        assertThat(POLICY.quickDeaths(4, Duration.ofSeconds(59))).isEqualTo(5);
        assertThat(POLICY.quickDeaths(4, Duration.ofMinutes(1))).isZero();
    }

    @Test
    void shouldTellWhenQuickDeathsAreMany() {
        assertThat(POLICY.areMany(4)).isFalse();
        assertThat(POLICY.areMany(5)).isTrue();
    }
}
