package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check values of the metrics page, B10. */
final class BinomialTest {
    @ParameterizedTest
    @CsvSource({"0, 10, 0, .277533", "7, 10, .396778, .892209", "10, 10, .722467, 1", "1957, 2400, .799396, .830430"})
    void shouldGiveKnownBoundsWhenIntervalIsWilsons(long successes, long n, double low, double high) {
        var interval = Binomial.wilson(successes, n);

        assertThat(interval.low()).isCloseTo(low, within(5.1e-7));
        assertThat(interval.high()).isCloseTo(high, within(5.1e-7));
    }

    @ParameterizedTest
    @CsvSource({"7, 10, .347547, .933260", "0, 10, 0, .308497", "10, 10, .691503, 1"})
    void shouldGiveKnownBoundsWhenIntervalIsExact(long successes, long n, double low, double high) {
        var interval = Binomial.clopperPearson(successes, n);

        assertThat(interval.low()).isCloseTo(low, within(5.1e-7));
        assertThat(interval.high()).isCloseTo(high, within(5.1e-7));
    }

    /** By hand: twice the sum of the first binomial coefficients over 2^n. */
    @ParameterizedTest
    @CsvSource({"5, 5, 1", "0, 1, 1", "0, 5, .0625", "1, 9, .021484375", "9, 1, .021484375", "2, 8, .109375"})
    void shouldDoubleSmallerTailWhenTestIsOfSigns(long ups, long downs, double p) {
        assertThat(Binomial.signTest(ups, downs)).isCloseTo(p, within(1e-12));
    }

    /** Newcombe's own example (1998, table II a, method 10): 56 of 70 less 48 of 80. */
    @Test
    void shouldBeSlightlyWiderThanNewcombesWhenFailuresAreFew() {
        var interval = Binomial.difference(56, 70, 48, 80);

        // .0524 and .3339 with Wilson's bounds of both; the exact ones of the 14 failures lie further out.
        assertThat(interval.low()).isBetween(.048, .0524);
        assertThat(interval.high()).isBetween(.3339, .340);
    }

    @Test
    void shouldRefuseWhenThereAreNoTrials() {
        assertThatThrownBy(() -> Binomial.wilson(0, 0))
                .hasMessage("expected 0 to n successes of n > 0 trials, found 0 of 0");
    }
}
