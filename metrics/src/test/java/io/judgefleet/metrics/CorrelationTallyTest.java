package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import org.junit.jupiter.api.Test;

final class CorrelationTallyTest {
    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                CorrelationTally.empty(),
                random -> new double[] {random.nextGaussian(), 10 * random.nextDouble()},
                (tally, pair) -> tally.plus(pair[0], pair[1]),
                (tally, pair) -> tally.minus(pair[0], pair[1]));
    }

    /** Anscombe's first data set (1973), whose correlation is .81642; Fisher's interval of 11 pairs by hand. */
    @Test
    void shouldBeAnscombesWhenDataAreHis() {
        var x = new double[] {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        var y = new double[] {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
        var tally = CorrelationTally.empty();
        for (var i = 0; i < x.length; i++) {
            tally = tally.plus(x[i], y[i]);
        }

        var figure = pearson(tally);

        assertThat(figure.value().orElseThrow()).isCloseTo(.8164205, within(1e-6));
        var z = 0.5 * Math.log(1.8164205 / .1835795);
        assertThat(figure.interval().orElseThrow().low())
                .isCloseTo(Math.tanh(z - 1.959964 / Math.sqrt(8)), within(1e-6));
    }

    @Test
    void shouldStayFiniteWhenCorrelationIsPerfect() {
        var tally = CorrelationTally.empty();
        for (var i = 0; i < 5; i++) {
            tally = tally.plus(i, -2 * i);
        }

        assertThat(pearson(tally).value().orElseThrow()).isCloseTo(-1, within(1e-12));
        assertThat(pearson(tally).interval().orElseThrow().low()).isCloseTo(-1, within(1e-6));
    }

    @Test
    void shouldHaveReasonsWhenThereIsNothingToCorrelate() {
        var three = CorrelationTally.empty().plus(1, 2).plus(2, 3).plus(3, 1);
        var flat = CorrelationTally.empty().plus(1, .1).plus(2, .1).plus(3, .1).plus(4, .1);

        assertThat(pearson(CorrelationTally.empty()).absence()).contains(Absence.NO_DATA);
        assertThat(pearson(three).absence()).contains(Absence.TOO_FEW);
        assertThat(pearson(flat).absence()).contains(Absence.NO_VARIANCE);
    }

    private static Figure pearson(CorrelationTally tally) {
        return tally.pearson("B7.length-correlation", Policy.STRICT);
    }
}
