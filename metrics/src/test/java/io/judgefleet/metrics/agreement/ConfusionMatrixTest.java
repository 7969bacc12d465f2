package io.judgefleet.metrics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import org.junit.jupiter.api.Test;

final class ConfusionMatrixTest {
    /** The check vector of the metrics page, B1: statsmodels gives the same kappa and error. */
    private static final ConfusionMatrix CHECK = ConfusionMatrix.of(3, 79, 113, 52, 26, 682, 123, 31, 105, 174);

    @Test
    void shouldGiveKnownCoefficientsWhenMatrixIsTheCheckVector() {
        assertThat(CHECK.n()).isEqualTo(1385);
        assertThat(value(CHECK.agreement())).isCloseTo(.675090, within(5e-7));
        assertThat(value(CHECK.cohenKappa())).isCloseTo(.394286, within(5e-7));
        assertThat(value(CHECK.cohenKappaError())).isCloseTo(.0216495, within(5e-8));
    }

    @Test
    void shouldHaveNoKappaWhenMarginsAreDegenerate() {
        var matrix = ConfusionMatrix.of(2, 7, 0, 0, 0);

        assertThat(matrix.cohenKappa().absence()).contains(Absence.DEGENERATE_MARGINALS);
        assertThat(matrix.cohenKappaError().absence()).contains(Absence.DEGENERATE_MARGINALS);
        assertThat(matrix.scottPi().absence()).contains(Absence.DEGENERATE_MARGINALS);
        assertThat(matrix.quadraticKappa().absence()).contains(Absence.DEGENERATE_MARGINALS);
        assertThat(matrix.matthews().absence()).contains(Absence.NO_VARIANCE);
        assertThat(value(matrix.agreement())).isEqualTo(1);
    }

    @Test
    void shouldHaveNoFigureWhenNothingWasCounted() {
        var matrix = ConfusionMatrix.of(2, 0, 0, 0, 0);

        assertThat(matrix.agreement().absence()).contains(Absence.NO_DATA);
        assertThat(matrix.cohenKappa().absence()).contains(Absence.NO_DATA);
        assertThat(matrix.macroF1().absence()).contains(Absence.NO_DATA);
        assertThat(matrix.quadraticKappa().absence()).contains(Absence.NO_DATA);
    }

    /** By hand: shares of diagonal .7; margins .5/.5 and .6/.4, mean .55/.45, so chance .505 for Scott and .5 for Cohen. */
    @Test
    void shouldFollowDefinitionsWhenMatrixIsBinary() {
        var matrix = ConfusionMatrix.of(2, 40, 10, 20, 30);

        assertThat(value(matrix.cohenKappa())).isCloseTo(.4, within(1e-12));
        assertThat(value(matrix.scottPi())).isCloseTo((.7 - .505) / .495, within(1e-12));
        assertThat(value(matrix.matthews()))
                .isCloseTo((40 * 30 - 10 * 20) / Math.sqrt(60.0 * 50 * 50 * 40), within(1e-12));
        assertThat(value(matrix.quadraticKappa())).isCloseTo(.4, within(1e-12));
    }

    /** By hand: observed squared distances 2 + 4, expected sum over cells r*c*d/n. */
    @Test
    void shouldWeighBySquaredDistanceWhenClassesAreOrdered() {
        var matrix = ConfusionMatrix.of(3, 3, 1, 0, 0, 2, 1, 1, 0, 2);
        var expected = (4 * 3 * 1 + 4 * 3 * 4 + 3 * 4 * 1 + 3 * 3 * 1 + 3 * 4 * 4 + 3 * 3 * 1) / 10.0;

        assertThat(value(matrix.quadraticKappa())).isCloseTo(1 - 6 / expected, within(1e-12));
    }

    @Test
    void shouldAverageOnlyLabelsThatOccurWhenMacro() {
        var matrix = ConfusionMatrix.of(3, 4, 1, 0, 2, 3, 0, 0, 0, 0);

        assertThat(value(matrix.macroRecall())).isCloseTo((.8 + .6) / 2, within(1e-12));
        assertThat(matrix.scores(2).isUndefined()).isTrue();
    }

    @Test
    void shouldScoreEachClassWhenLabelsOccur() {
        var matrix = ConfusionMatrix.of(3, 4, 1, 0, 2, 3, 0, 0, 0, 0);

        assertThat(value(matrix.precision(0, "first"))).isCloseTo(4 / 6.0, within(1e-12));
        assertThat(value(matrix.recall(0, "first"))).isCloseTo(.8, within(1e-12));
        assertThat(value(matrix.f1(0, "first"))).isCloseTo(8 / 11.0, within(1e-12));
        assertThat(matrix.precision(2, "second").absence()).contains(Absence.NO_DATA);
        assertThat(matrix.f1(2, "second").absence()).contains(Absence.NO_DATA);
        assertThat(matrix.f1(0, "first").definition()).isEqualTo("B1.f1-first");
    }

    @Test
    void shouldStandInDenominatorWhenItemHasNoLabel() {
        var matrix = new ConfusionMatrix(CountTable.of(2, 3, 4, 0, 1, 0, 4, 1), Policy.WRONG);

        assertThat(value(matrix.agreement())).isEqualTo(.8);
        assertThat(value(matrix.macroPrecision())).isEqualTo(1);
        assertThat(value(matrix.macroRecall())).isEqualTo(.8);
        assertThat(value(matrix.quadraticKappa())).isEqualTo(1);
        assertThat(value(matrix.cohenKappa())).isCloseTo((.8 - .4) / .6, within(1e-12));
    }

    private static double value(Figure figure) {
        return figure.value().orElseThrow();
    }
}
