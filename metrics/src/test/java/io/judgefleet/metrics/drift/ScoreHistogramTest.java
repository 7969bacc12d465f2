package io.judgefleet.metrics.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.TallyLaws;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ScoreHistogramTest {
    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                ScoreHistogram.empty(),
                random -> random.nextInt(101) / 10.0,
                ScoreHistogram::plus,
                ScoreHistogram::minus);
    }

    /** By hand: 8, 8, 9 against 8, 9, 9, ten bins of which eight are empty on both sides and of equal weight. */
    @Test
    void shouldFollowDefinitionWhenIndexIsSmall() {
        var was = histogram(8, 9, 9);
        var is = histogram(8, 8, 9);

        var share = .125;
        assertValue(is.stabilityIndex(was), 2 * share * Math.log(2.5 / 1.5), 1e-12);
        assertValue(is.distance(was), 1 / 3.0, 1e-12);
        assertThat(is.stabilityIndex(was).counts()).containsEntry("n", 3L).containsEntry("reference", 3L);
    }

    @Test
    void shouldTakeZeroAsABinWhenItOccurs() {
        var was = histogram(0, 9);
        var is = histogram(9, 9);

        var weight = 1 / 7.5;
        var expected = weight * (Math.log(2.5 / 1.5) + Math.log(1.5 / .5));
        assertValue(is.stabilityIndex(was), expected, 1e-12);
    }

    /** Rounded to even, 7.5 and 8.5 would both be 8. By hand: 10 whole scores and two halves are twelve bins. */
    @Test
    void shouldSeeShiftWhenScoresAreHalves() {
        var was = histogram(Collections.nCopies(100, 7.5));
        var is = histogram(Collections.nCopies(100, 8.5));

        assertValue(is.stabilityIndex(was), 2 * (100 / 106.0) * Math.log(100.5 / .5), 1e-12);
        assertValue(is.distance(was), 1, 0);
        assertThat(is.distanceTest(was).value().orElseThrow()).isLessThan(1e-12);
    }

    @Test
    void shouldTellTenthsApartInDistanceWhenTheyFallIntoOneBinOfIndex() {
        var was = histogram(7.4, 7.4, 7.6);
        var is = histogram(7.6, 7.6, 7.6);

        assertValue(is.stabilityIndex(was), 0, 0);
        assertValue(is.distance(was), 2 / 3.0, 1e-12);
    }

    @Test
    void shouldBeZeroWhenDistributionsAreEqual() {
        var histogram = histogram(3, 7, 7, 10);

        assertValue(histogram.stabilityIndex(histogram), 0, 0);
        assertValue(histogram.distance(histogram), 0, 0);
        assertValue(histogram.distanceTest(histogram), 1, 0);
    }

    /** Tabulated: the asymptotic 5 % point of Kolmogorov's distribution is 1.3581. */
    @Test
    void shouldGiveFivePercentWhenDistanceIsTheTables() {
        var n = 1_000_000L;
        // A distance of d on n and n observations is d * sqrt(n / 2) on the table's scale.
        var moved = Math.round(1.3581 / Math.sqrt(n / 2.0) * n);
        var bins = new long[101];
        bins[50] = n;
        var was = new ScoreHistogram(CountTable.of(1, 101, bins), MeanTally.empty());
        bins[50] -= moved;
        bins[60] += moved;
        var is = new ScoreHistogram(CountTable.of(1, 101, bins), MeanTally.empty());

        assertValue(is.distanceTest(was), .05, .0002);
    }

    /** Two halves of one judge's scores have an index of some hundredths and no small p. */
    @Test
    void shouldStayCalmWhenHalvesAreOfOneStream() {
        var random = new Random(4);
        var one = ScoreHistogram.empty();
        var other = ScoreHistogram.empty();
        for (var i = 0; i < 300; i++) {
            one = one.plus(Math.clamp(Math.round(8 + 1.5 * random.nextGaussian()), 1, 10));
            other = other.plus(Math.clamp(Math.round(8 + 1.5 * random.nextGaussian()), 1, 10));
        }

        assertThat(one.stabilityIndex(other).value().orElseThrow()).isBetween(0.0, .1);
        assertThat(one.distanceTest(other).value().orElseThrow()).isGreaterThan(.05);
    }

    @Test
    void shouldHaveNoFigureWhenOneSideIsEmpty() {
        var some = histogram(5);

        assertThat(some.stabilityIndex(ScoreHistogram.empty()).absence()).contains(Absence.NO_DATA);
        assertThat(ScoreHistogram.empty().distance(some).absence()).contains(Absence.NO_DATA);
        assertThat(ScoreHistogram.empty().distanceTest(some).absence()).contains(Absence.NO_DATA);
    }

    private static ScoreHistogram histogram(double... scores) {
        return histogram(Arrays.stream(scores).boxed().toList());
    }

    private static ScoreHistogram histogram(List<Double> scores) {
        var histogram = ScoreHistogram.empty();
        for (var score : scores) {
            histogram = histogram.plus(score);
        }
        return histogram;
    }

    private static void assertValue(Figure figure, double value, double tolerance) {
        assertThat(figure.value().orElseThrow()).as(figure.definition()).isCloseTo(value, within(tolerance));
    }
}
