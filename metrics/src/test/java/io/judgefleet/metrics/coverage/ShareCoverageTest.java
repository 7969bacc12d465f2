package io.judgefleet.metrics.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Binomial;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.rating.WinTally;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals of shares and of their differences, by sums over all outcomes. */
final class ShareCoverageTest {
    static IntStream sizes() {
        return IntStream.concat(IntStream.rangeClosed(5, 20), IntStream.of(25, 29, 30, 32, 40, 60, 100, 120, 200, 400));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void shouldCoverEveryShareWhenAnythingIsShown(int n) {
        var intervals = IntStream.rangeClosed(0, n)
                .mapToObj(successes -> Binomial.share(successes, n))
                .toList();

        for (var chance = 0.005; chance < 0.5; chance += 0.005) {
            assertThat(Coverage.ofBinomial(n, chance, intervals::get, chance))
                    .as("%d looks at %s", n, chance)
                    .isGreaterThanOrEqualTo(Coverage.PROMISED);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, .1", "5, .4", "5, .8", "8, .1", "8, .4", "12, .1", "19, .4", "20, .1", "20, .4", "30, .1", "30, .8"
    })
    void shouldCoverWinRateWhenSomeAreTied(int n, double ties) {
        // Intervals are mirrored with wins and losses.
        var intervals = new Interval[n + 1][n + 1];
        for (var won = 0; won <= n; won++) {
            for (var lost = 0; won + lost <= n; lost++) {
                intervals[won][lost] = Binomial.halves(won, n - won - lost, n);
            }
        }
        for (var share = 0.02; share < 0.5; share += 0.04) {
            var wins = share * (1 - ties);
            var losses = (1 - share) * (1 - ties);

            assertThat(ofTrinomial(intervals, wins, losses))
                    .as("%d looks, %s tied, %s won", n, ties, wins)
                    .isGreaterThanOrEqualTo(Coverage.PROMISED);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5, 30", "10, 10", "10, 40", "20, 20", "30, 30"})
    void shouldCoverDifferenceWhenSharesAreOfOthers(int n, int otherN) {
        var intervals = new Interval[n + 1][otherN + 1];
        for (var one = 0; one <= n; one++) {
            for (var two = 0; two <= otherN; two++) {
                intervals[one][two] = Binomial.difference(one, n, two, otherN);
            }
        }
        for (var chance = 0.05; chance < 1; chance += 0.1) {
            for (var other = 0.05; other < 1; other += 0.1) {
                assertThat(ofDifference(intervals, chance, other))
                        .as("%s of %d less %s of %d", chance, n, other, otherN)
                        .isGreaterThanOrEqualTo(Coverage.PROMISED);
            }
        }
    }

    /** What the report of a stranger showed: 75.3 to 108.0 %. */
    @ParameterizedTest
    @ValueSource(ints = {5, 50})
    void shouldStayWithinRangeWhenHardlyAnythingIsLost(int wins) {
        var figure = WinTally.of(wins, 1, 0).winRate(Policy.STRICT);

        var interval = figure.interval().orElseThrow();

        assertThat(interval.high()).isLessThanOrEqualTo(1);
        assertThat(interval.low()).isBetween(.4, figure.value().orElseThrow());
    }

    private static double ofTrinomial(Interval[][] intervals, double wins, double losses) {
        var n = intervals.length - 1;
        var truth = (1 + wins - losses) / 2;
        var coverage = Coverage.empty();
        for (var won = 0; won <= n; won++) {
            for (var lost = 0; won + lost <= n; lost++) {
                var tied = n - won - lost;
                var weight = Math.exp(Coverage.logFactorial(n)
                        - Coverage.logFactorial(won)
                        - Coverage.logFactorial(lost)
                        - Coverage.logFactorial(tied)
                        + won * Math.log(wins)
                        + lost * Math.log(losses)
                        + tied * Math.log(1 - wins - losses));
                coverage.add(weight, intervals[won][lost], truth);
            }
        }
        return coverage.share();
    }

    private static double ofDifference(Interval[][] intervals, double chance, double other) {
        var n = intervals.length - 1;
        var otherN = intervals[0].length - 1;
        var coverage = Coverage.empty();
        for (var one = 0; one <= n; one++) {
            for (var two = 0; two <= otherN; two++) {
                coverage.add(
                        Coverage.binomial(n, one, chance) * Coverage.binomial(otherN, two, other),
                        intervals[one][two],
                        chance - other);
            }
        }
        return coverage.share();
    }
}
