package io.judgefleet.metrics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.TallyLaws;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinaryTallyTest {
    private record Judged(boolean gold, BinaryReading reading) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                BinaryTally.empty(),
                random -> new Judged(random.nextBoolean(), TallyLaws.anyOf(random, BinaryReading.values())),
                (tally, seen) -> tally.plus(seen.gold(), seen.reading()),
                (tally, seen) -> tally.minus(seen.gold(), seen.reading()));
    }

    /** By hand: 36 of 40 passed, 12 of 60 failing ones passed too, so Pc = .9 + .8 - 1 and P+ = .2 / .3. */
    @Test
    void shouldFollowDefinitionsWhenBothClassesOccur() {
        var tally = BinaryTally.of(36, 12, 4, 48);

        assertValue(tally.truePositiveRate(Policy.STRICT), .9);
        assertValue(tally.trueNegativeRate(Policy.STRICT), .8);
        assertValue(tally.correctness(Policy.STRICT), .7);
        assertValue(tally.leniency(Policy.STRICT), 2 / 3.0);
        assertValue(tally.scoreInflation(Policy.STRICT), .08);
        assertThat(tally.correctness(Policy.STRICT).interval().orElseThrow().contains(.7))
                .isTrue();
    }

    /** A judge that knows the answer with probability Pc and else passes with P+; 95 % of the intervals must hold them, and more of
     * those that are cautious. */
    @ParameterizedTest
    @CsvSource({".68, .19", ".38, .87", ".9, .5"})
    void shouldCoverTruthWhenJudgeIsSimulated(double knows, double passes) {
        var random = new Random(5);
        var coveredKnows = 0;
        var coveredPasses = 0;
        for (var trial = 0; trial < 400; trial++) {
            var tally = simulated(knows, passes, random);
            coveredKnows += covers(tally.correctness(Policy.STRICT), knows);
            coveredPasses += covers(tally.leniency(Policy.STRICT), passes);
        }

        assertThat(coveredKnows).isBetween(365, 395);
        assertThat(coveredPasses).isGreaterThanOrEqualTo(372);
    }

    private static BinaryTally simulated(double knows, double passes, Random random) {
        var tally = BinaryTally.empty();
        for (var item = 0; item < 1000; item++) {
            var gold = random.nextInt(3) > 0;
            var verdict = random.nextDouble() < knows ? gold : random.nextDouble() < passes;
            tally = tally.plus(gold, verdict ? BinaryReading.PASS : BinaryReading.FAIL);
        }
        return tally;
    }

    private static int covers(Figure figure, double truth) {
        return figure.interval().orElseThrow().contains(truth) ? 1 : 0;
    }

    @Test
    void shouldHaveReasonsWhenLeniencyIsUndefined() {
        assertAbsent(BinaryTally.empty().leniency(Policy.STRICT), Absence.NO_DATA);
        assertAbsent(BinaryTally.of(5, 0, 1, 0).leniency(Policy.STRICT), Absence.NO_VARIANCE);
        assertAbsent(BinaryTally.of(5, 0, 0, 5).leniency(Policy.STRICT), Absence.ZERO_DENOMINATOR);
        assertAbsent(BinaryTally.of(1, 4, 4, 1).leniency(Policy.STRICT), Absence.UNINFORMATIVE_JUDGE);
        assertAbsent(BinaryTally.of(5, 0, 1, 0).correctness(Policy.STRICT), Absence.NO_VARIANCE);
        assertAbsent(BinaryTally.empty().scoreInflation(Policy.STRICT), Absence.NO_DATA);
        assertValue(BinaryTally.of(1, 4, 4, 1).correctness(Policy.STRICT), -.6);
    }

    @Test
    void shouldCountUnscoredAsWrongWhenPolicySaysSo() {
        var tally =
                BinaryTally.of(3, 1, 1, 3).plus(true, BinaryReading.UNSCORED).plus(false, BinaryReading.UNSCORED);

        assertValue(tally.truePositiveRate(Policy.STRICT), .75);
        assertValue(tally.truePositiveRate(Policy.WRONG), .6);
        assertValue(tally.trueNegativeRate(Policy.WRONG), .6);
        assertValue(tally.confusion(Policy.WRONG).agreement(), .6);
        assertValue(tally.confusion(Policy.TIE).agreement(), .75);
    }

    /** By hand: (.5 + .8 - 1) / .7; the judge passes half, so that less than half would pass in gold. */
    @Test
    void shouldCorrectPassRateWhenJudgeIsKnown() {
        var corrected = BinaryTally.of(36, 12, 4, 48).correctedPassRate(500, 1000, Policy.STRICT);

        assertValue(corrected, .3 / .7);
        // By hand: .5, 37/42 and 49/62 in place of the shares, moved by .002486.
        assertThat(corrected.interval().orElseThrow().high()).isCloseTo(.545083, within(1e-6));
    }

    @Test
    void shouldClipPassRateWhenJudgePassesLessThanItsErrors() {
        var corrected = BinaryTally.of(36, 12, 4, 48).correctedPassRate(1, 1000, Policy.STRICT);

        assertValue(corrected, 0);
        assertThat(corrected.interval().orElseThrow().low()).isZero();
    }

    @Test
    void shouldNotCorrectWhenJudgeKnowsNothing() {
        var coin = BinaryTally.of(50, 50, 50, 50);

        assertAbsent(coin.correctedPassRate(5, 10, Policy.STRICT), Absence.UNINFORMATIVE_JUDGE);
        assertAbsent(coin.correctedPassRate(0, 0, Policy.STRICT), Absence.NO_DATA);
        assertAbsent(BinaryTally.of(5, 0, 1, 0).correctedPassRate(5, 10, Policy.STRICT), Absence.NO_VARIANCE);
    }

    private static void assertAbsent(Figure figure, Absence reason) {
        assertThat(figure.absence()).contains(reason);
    }

    private static void assertValue(Figure figure, double value) {
        assertThat(figure.value().orElseThrow()).as(figure.definition()).isCloseTo(value, within(1e-12));
    }
}
