package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.IntervalMethod;
import io.judgefleet.metrics.rating.Ranks.Rank;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RanksTest {
    @Test
    void shouldRankByBoundsWhenModelsHaveOneScale() {
        var intervals = Map.of("a", interval(1800, 1900), "b", interval(1750, 1850), "c", interval(900, 1100));

        var ranks = Ranks.of(Map.of("a", 1, "b", 1, "c", 1), intervals, PairCounts.empty(), Policy.STRICT);

        assertThat(ranks)
                .containsEntry("a", new Rank(1, 1, 2))
                .containsEntry("b", new Rank(1, 1, 2))
                .containsEntry("c", new Rank(3, 3, 3));
    }

    @Test
    void shouldRankWinnerFirstWhenItWonTenTimesOfTen() {
        var ranks = Ranks.of(Map.of("a", 2, "b", 1), Map.of(), wins("b", "a", 10), Policy.STRICT);

        assertThat(ranks).containsEntry("b", new Rank(1, 1, 1)).containsEntry("a", new Rank(2, 2, 2));
    }

    /** Once of once is a win, and no certainty. */
    @Test
    void shouldAllowEitherRankWhenWinsAreFew() {
        var ranks = Ranks.of(Map.of("a", 2, "b", 1), Map.of(), wins("b", "a", 1), Policy.STRICT);

        assertThat(ranks).containsEntry("b", new Rank(1, 1, 2)).containsEntry("a", new Rank(2, 1, 2));
    }

    @Test
    void shouldRankThroughOthersWhenModelsMetOnlySo() {
        var counts = wins("c", "b", 10).merge(wins("b", "a", 10)).merge(wins("x", "y", 10));

        var ranks = Ranks.of(Map.of("a", 3, "b", 2, "c", 1, "x", 4, "y", 5), Map.of(), counts, Policy.STRICT);

        assertThat(ranks)
                .containsEntry("c", new Rank(1, 1, 2))
                .containsEntry("b", new Rank(2, 2, 2))
                .containsEntry("a", new Rank(3, 2, 3))
                .containsEntry("x", new Rank(1, 1, 1))
                .containsEntry("y", new Rank(2, 2, 2));
    }

    private static PairCounts wins(String winner, String loser, int times) {
        var counts = PairCounts.empty();
        for (var time = 0; time < times; time++) {
            counts = counts.plus(winner, loser, Reading.FIRST);
        }
        return counts;
    }

    private static Interval interval(double low, double high) {
        return new Interval(low, high, 0.95, IntervalMethod.SANDWICH);
    }
}
