package io.judgefleet.aggregator.counts;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.aggregator.RecountedCounts;
import org.junit.jupiter.api.Test;

class RecentCountsTest {
    private final RecountedCounts counts = new RecountedCounts();
    private final RecentCounts recent = new RecentCounts(counts);

    @Test
    void shouldAnswerForTheLastTimeOnlyWhenCountsCanNoLongerBeRead() {
        counts.add(sample("c1").judged(scored(9, 3), scored(3, 9)));
        var read = recent.slices(Window.ALL, NOON);

        counts.becomeUnavailable();
        var later = NOON.plusSeconds(60);

        assertThat(recent.lastReadable(Window.ALL, later)).isEqualTo(NOON);
        assertThat(recent.slices(Window.ALL, NOON)).isEqualTo(read);
        assertThatThrownBy(() -> recent.slices(Window.ALL, later)).isInstanceOf(CountsUnavailableException.class);
        assertThatThrownBy(() -> recent.lastReadable(Window.HOUR, later))
                .isInstanceOf(CountsUnavailableException.class);
    }

    @Test
    void shouldBeReadableNowWhenCountsAre() {
        assertThat(recent.lastReadable(Window.ALL, NOON)).isEqualTo(NOON);
    }
}
