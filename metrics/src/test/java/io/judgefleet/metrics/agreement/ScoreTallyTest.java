package io.judgefleet.metrics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoreTallyTest {
    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                ScoreTally.empty(),
                random -> new double[] {random.nextInt(21) / 2.0, random.nextInt(21) / 2.0},
                (tally, scores) -> tally.plus(scores[0], scores[1]),
                (tally, scores) -> tally.minus(scores[0], scores[1]));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0", "1.5, 2", "2.5, 2", "9.4, 9", "9.5, 10", "10, 10"})
    void shouldRoundHalvesToEvenWhenScoresHaveFractions(double score, int bin) {
        assertThat(ScoreTally.binOf(score)).isEqualTo(bin);
    }

    /** The same from the pairs themselves: 1 - mean square difference / that of all gold with all given scores. */
    @Test
    void shouldBeOneLessRatioOfSquaresWhenScoresAreWhole() {
        var random = new Random(2);
        var tally = ScoreTally.empty();
        List<int[]> pairs = new ArrayList<>();
        for (var i = 0; i < 80; i++) {
            var gold = 1 + random.nextInt(10);
            pairs.add(new int[] {gold, Math.clamp(gold + random.nextInt(5) - 2, 1, 10)});
            tally = tally.plus(pairs.getLast()[0], pairs.getLast()[1]);
        }

        var paired = pairs.stream()
                .mapToDouble(pair -> Math.pow(pair[0] - pair[1], 2))
                .average();
        var crossed = pairs.stream()
                .flatMapToDouble(one -> pairs.stream().mapToDouble(other -> Math.pow(one[0] - other[1], 2)))
                .average();
        assertThat(tally.weightedKappa().value().orElseThrow())
                .isCloseTo(1 - paired.orElseThrow() / crossed.orElseThrow(), within(1e-12));
    }

    @Test
    void shouldHaveNoKappaWhenAllScoresAreEqual() {
        assertThat(ScoreTally.empty().plus(8, 8).plus(8, 8).weightedKappa().absence())
                .contains(Absence.DEGENERATE_MARGINALS);
    }
}
