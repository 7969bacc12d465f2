package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthTallyTest {
    private record Row(long own, long other, Reading reading) {}

    @Test
    void shouldCountAsOftenAsSaidWhenManyAreCountedAtOnce() {
        var one = LengthTally.empty().plus(900, 700, Reading.FIRST);

        assertThat(LengthTally.empty().plus(900, 700, Reading.FIRST, 3))
                .isEqualTo(one.merge(one).merge(one));
    }

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                LengthTally.empty(),
                random ->
                        new Row(random.nextInt(5000), random.nextInt(5000), TallyLaws.anyOf(random, Reading.values())),
                (tally, row) -> tally.plus(row.own(), row.other(), row.reading()),
                (tally, row) -> tally.minus(row.own(), row.other(), row.reading()));
    }

    @ParameterizedTest
    @CsvSource({"0, 32", "1, 33", "-1, 31", "30, 41", "31, 42", "-31, 22", "65535, 63", "65536, 64", "-9999999, 0"})
    void shouldBinBySignAndSizeWhenLengthsDiffer(long difference, int bin) {
        assertThat(LengthBins.of(difference)).isEqualTo(bin);
        assertThat(LengthBins.sign(bin)).isEqualTo(Long.signum(difference));
        assertThat(LengthBins.isSmall(bin)).isEqualTo(Math.abs(difference) <= 30);
    }

    /** By hand: the longer wins two of three decided ones; a tie and a difference of 30 stay out. */
    @Test
    void shouldCountLongerWhenDifferenceIsLargeAndDecided() {
        var tally = LengthTally.empty()
                .plus(131, 100, Reading.FIRST)
                .plus(100, 500, Reading.SECOND)
                .plus(900, 100, Reading.SECOND)
                .plus(900, 100, Reading.TIE)
                .plus(130, 100, Reading.FIRST)
                .plus(900, 100, Reading.UNSCORED_FIRST);

        assertThat(tally.longerPreferred().counts()).containsEntry("longer", 2L).containsEntry("n", 3L);
        assertThat(tally.correlation().n()).isEqualTo(5);
    }

    /** Equal differences share a bin, so that bins lose nothing here and must equal the fit of the rows. */
    @Test
    void shouldEqualFitOfRowsWhenBinsAreExact() {
        var rows = rows(new Random(3), 400, true);

        var control = tally(rows).control();

        var naive = naiveFit(rows);
        assertThat(control.winRate().value().orElseThrow()).isCloseTo(1 / (1 + Math.exp(-naive[0])), within(1e-9));
        assertThat(control.slope().value().orElseThrow()).isCloseTo(naive[1], within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldStayWithinQuarterPointWhenLengthsAreBinned(long seed) {
        var rows = rows(new Random(seed), 805, false);

        var binned = tally(rows).control().winRate().value().orElseThrow();

        assertThat(binned).isCloseTo(1 / (1 + Math.exp(-naiveFit(rows)[0])), within(.0025));
    }

    /** Rows are made with a worth of -.4 and a pull of 1.5 while this side writes longer: raw win rates flatter it. */
    @Test
    void shouldTakeOutLengthWhenLongerSideIsWorse() {
        var worth = 0;
        var pull = 0;
        for (var trial = 0; trial < 200; trial++) {
            var control = tally(rows(new Random(trial), 1000, false)).control();
            worth += control.winRate().interval().orElseThrow().contains(1 / (1 + Math.exp(.4))) ? 1 : 0;
            pull += control.slope().interval().orElseThrow().contains(1.5) ? 1 : 0;
        }

        assertThat(worth).isBetween(180, 199);
        assertThat(pull).isBetween(180, 199);
    }

    @Test
    void shouldWarnWhenControlMovesWinRateFar() {
        var control = tally(rows(new Random(8), 1000, false)).control();
        var controlled = control.winRate().value().orElseThrow();

        assertThat(control.isExtreme(controlled + .2)).isTrue();
        assertThat(control.isExtreme(controlled + .05)).isFalse();
    }

    @Test
    void shouldHaveReasonsWhenNothingCanBeFitted() {
        var one = LengthTally.empty().plus(5, 9, Reading.FIRST);
        var alike = one.plus(5, 9, Reading.SECOND);
        var won = one.plus(90, 5, Reading.FIRST);

        assertThat(LengthTally.empty().control().winRate().absence()).contains(Absence.NO_DATA);
        assertThat(one.control().slope().absence()).contains(Absence.TOO_FEW);
        assertThat(alike.control().winRate().absence()).contains(Absence.NO_VARIANCE);
        assertThat(won.control().winRate().absence()).contains(Absence.UNBOUNDED);
    }

    private static LengthTally tally(List<Row> rows) {
        var tally = LengthTally.empty();
        for (var row : rows) {
            tally = tally.plus(row.own(), row.other(), row.reading());
        }
        return tally;
    }

    private static List<Row> rows(Random random, int n, boolean fewLengths) {
        List<Row> rows = new ArrayList<>();
        for (var i = 0; i < n; i++) {
            var drawn = Math.round(300 + 400 * random.nextGaussian());
            var difference = fewLengths ? List.of(-600L, -90L, 0L, 90L, 700L).get(random.nextInt(5)) : drawn;
            var odds = -.4 + 1.5 * Math.tanh(difference / 400.0);
            var win = random.nextDouble() < 1 / (1 + Math.exp(-odds));
            var tie = fewLengths && random.nextInt(6) == 0;
            rows.add(new Row(5000 + difference, 5000, tie ? Reading.TIE : win ? Reading.FIRST : Reading.SECOND));
        }
        return rows;
    }

    /** Plain gradient ascent over the rows, a tie as half a win. */
    private static double[] naiveFit(List<Row> rows) {
        var mean = rows.stream()
                .mapToLong(row -> row.own() - row.other())
                .average()
                .orElseThrow();
        var deviation = Math.sqrt(rows.stream()
                        .mapToDouble(row -> Math.pow(row.own() - row.other() - mean, 2))
                        .sum()
                / (rows.size() - 1));
        var point = new double[2];
        for (var step = 0; step < 4000; step++) {
            var slope = new double[2];
            for (var row : rows) {
                var feature = Math.tanh((row.own() - row.other()) / deviation);
                var won = row.reading() == Reading.FIRST ? 1 : row.reading() == Reading.TIE ? .5 : 0;
                var surplus = won - 1 / (1 + Math.exp(-point[0] - point[1] * feature));
                slope[0] += surplus / rows.size();
                slope[1] += surplus * feature / rows.size();
            }
            point[0] += 3 * slope[0];
            point[1] += 3 * slope[1];
        }
        return point;
    }

    @Test
    void shouldKeepLawsOfTalliesWhenLabelsAreKnown() {
        TallyLaws.hold(
                LengthAgreement.empty(),
                random -> new Row(random.nextInt(99), random.nextInt(99), TallyLaws.anyOf(random, Reading.values())),
                (tally, row) -> tally.plus(row.own(), row.other(), Preference.FIRST, row.reading()),
                (tally, row) -> tally.minus(row.own(), row.other(), Preference.FIRST, row.reading()));
    }
}
