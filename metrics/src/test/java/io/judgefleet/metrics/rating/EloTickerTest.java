package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Preference;
import org.junit.jupiter.api.Test;

final class EloTickerTest {
    /** By hand: from equal ratings a win moves 4 * (1 - 1/2). */
    @Test
    void shouldMoveBothWhenOneWins() {
        var ticker = EloTicker.start().next("a", "b", Preference.FIRST);

        assertThat(ticker.rating("a")).isEqualTo(1002);
        assertThat(ticker.rating("b")).isEqualTo(998);
        assertThat(ticker.comparisons()).isEqualTo(1);
    }

    @Test
    void shouldKeepSumWhenComparisonsAreMany() {
        var ticker = EloTicker.start();
        for (var game = 0; game < 300; game++) {
            ticker = ticker.next("m" + game % 3, "m" + (game + 1) % 3, Preference.CODES.of(game % 7 % 3));
        }

        assertThat(ticker.ratings().values().stream()
                        .mapToDouble(rating -> rating)
                        .sum())
                .isCloseTo(3000, within(1e-9));
    }

    @Test
    void shouldDependOnOrderWhenVotesAreTheSame() {
        var one = EloTicker.start().next("a", "b", Preference.FIRST).next("b", "a", Preference.FIRST);
        var other = EloTicker.start().next("b", "a", Preference.FIRST).next("a", "b", Preference.FIRST);

        assertThat(one.rating("a")).isLessThan(other.rating("a"));
    }

    @Test
    void shouldRefuseWhenModelMeetsItself() {
        assertThatThrownBy(() -> EloTicker.start().next("a", "a", Preference.TIE))
                .hasMessage("models must be different, found a twice");
    }
}
