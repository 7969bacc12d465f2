package io.judgefleet.metrics.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.CorrelationTally;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.BinaryTally;
import io.judgefleet.metrics.agreement.ConfusionMatrix;
import io.judgefleet.metrics.bias.SelfPreference;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals of figures that are not shares, by seeded simulation. */
final class FigureCoverageTest {
    private static final int DRAWS = 1000;
    private static final int MANY_DRAWS = 2000;

    /** Judge and label are the same with the chance {@code copied}, else independent with the same margins. */
    @ParameterizedTest
    @CsvSource({
        "5, .2, 0",
        "5, .2, .9",
        "5, .8, .5",
        "10, .05, .6",
        "10, .2, .3",
        "10, .8, .9",
        "20, .2, .6",
        "20, 0, .95",
        "30, .1, .3",
        "30, .8, 0",
        "60, .2, .85",
        "60, .8, .3",
        "200, .2, .6",
        "200, .05, .99"
    })
    void shouldCoverAgreementBeyondChance(int n, double ties, double copied) {
        assertThat(Coverage.of(
                        DRAWS,
                        copied,
                        random -> confusion(random, n, ties, copied).cohenKappa()))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
        assertThat(Coverage.of(
                        DRAWS,
                        copied,
                        random -> confusion(random, n, ties, copied).scottPi()))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    /** Six of six agree, or a judge ties always: the formula's error is 0, and six looks are no certainty. */
    @Test
    void shouldBeUncertainWhenSixAgreeOrJudgeTiesAlways() {
        var perfect = ConfusionMatrix.of(3, 3, 0, 0, 0, 0, 0, 0, 0, 3).cohenKappa();
        var tying = ConfusionMatrix.of(3, 0, 2, 0, 0, 2, 0, 0, 2, 0).cohenKappa();

        assertThat(perfect.interval().orElseThrow().low()).isLessThan(.5);
        assertThat(perfect.interval().orElseThrow().high()).isEqualTo(1);
        assertThat(tying.value().orElseThrow()).isZero();
        assertThat(tying.interval().orElseThrow().low()).isLessThan(-.2);
        assertThat(tying.interval().orElseThrow().high()).isGreaterThan(.2);
    }

    /** Scores of 1 and 9, some of them rare, and scores that hardly differ. */
    @ParameterizedTest
    @CsvSource({
        "1, .3",
        "2, .05",
        "5, .02",
        "5, .3",
        "10, .1",
        "10, .5",
        "20, .05",
        "30, .1",
        "30, .5",
        "50, .02",
        "100, .05",
        "200, .3"
    })
    void shouldCoverMeanOfScores(int n, double low) {
        assertThat(Coverage.of(DRAWS, 9 - 8 * low, mean(n, random -> random.nextDouble() < low ? 1.0 : 9.0)))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
        assertThat(Coverage.of(DRAWS, 8, mean(n, random -> 8.0 + (random.nextDouble() < low ? sign(random) : 0))))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
        assertThat(Coverage.of(DRAWS, 5.5, mean(n, random -> 1.0 + random.nextInt(10))))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "4, .9", "6, .6", "10, .3", "10, .9", "20, 0", "50, .6", "100, .9"})
    void shouldCoverCorrelationOfNormalScores(int n, double correlation) {
        assertThat(Coverage.of(MANY_DRAWS, correlation, random -> {
                    var tally = CorrelationTally.empty();
                    for (var pair = 0; pair < n; pair++) {
                        var x = random.nextGaussian();
                        var rest = Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                        tally = tally.plus(x, correlation * x + rest);
                    }
                    return tally.pearson("B7.length-correlation", Policy.STRICT);
                }))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    /** Outcomes 1, 0 and -1 that go with nothing, so that the truth is 0, however many are tied. */
    @ParameterizedTest
    @CsvSource({"4, 0", "5, .5", "6, 0", "8, .3", "12, .8", "30, .5"})
    void shouldCoverCorrelationOfOutcomesWithTies(int n, double ties) {
        assertThat(Coverage.of(MANY_DRAWS, 0, random -> {
                    var tally = CorrelationTally.empty();
                    for (var pair = 0; pair < n; pair++) {
                        var outcome = random.nextDouble() < ties ? 0 : sign(random);
                        tally = tally.plus(outcome, random.nextDouble() - .5);
                    }
                    return tally.pearson("B7.length-correlation", Policy.STRICT);
                }))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    @Test
    void shouldBeUncertainWhenCorrelationOfFewIsPerfect() {
        var tally = CorrelationTally.empty();
        for (var x = 0; x < 6; x++) {
            tally = tally.plus(x, 2 * x);
        }

        var interval =
                tally.pearson("B7.length-correlation", Policy.STRICT).interval().orElseThrow();

        assertThat(interval.low()).isLessThan(.7);
        assertThat(interval.high()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"5, .9, .8", "10, .95, .95", "20, .7, .6", "20, .9, .9", "60, .8, .95", "200, .9, .7"})
    void shouldCoverWhatIsSaidOfJudgesOfSingleAnswers(int n, double sensitivity, double specificity) {
        var leniency = (1 - specificity) / (2 - sensitivity - specificity);
        var inflation = (1 - specificity - (1 - sensitivity)) / 2;

        assertThat(Coverage.of(
                        DRAWS,
                        leniency,
                        random -> judged(random, n, sensitivity, specificity).leniency(Policy.STRICT)))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
        assertThat(Coverage.of(
                        DRAWS,
                        inflation,
                        random -> mixed(random, 2 * n, sensitivity, specificity).scoreInflation(Policy.STRICT)))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
        assertThat(Coverage.of(
                        DRAWS,
                        .6,
                        random -> judged(random, n, sensitivity, specificity)
                                .correctedPassRate(
                                        passed(random, 100, .6 * sensitivity + .4 * (1 - specificity)),
                                        100,
                                        Policy.STRICT)))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    /** A judge that turns some of the others' losses of a model into wins, over three opponents. */
    @ParameterizedTest
    @CsvSource({"3, .1", "5, 0", "5, .4", "10, .1", "30, .3"})
    void shouldCoverSelfEnhancement(int perOpponent, double turned) {
        assertThat(Coverage.of(DRAWS, turned / 2, random -> {
                    var tally = SelfPreference.empty();
                    for (var vote = 0; vote < 3 * perOpponent; vote++) {
                        var others = random.nextBoolean() ? Preference.FIRST : Preference.SECOND;
                        var judge = random.nextDouble() < turned ? Preference.FIRST : others;
                        tally = tally.plus("a", "opponent " + vote % 3, others, Reading.of(judge));
                    }
                    return tally.enhancement("a", Policy.STRICT);
                }))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void shouldBeUncertainWhenAllScoresAreEqual(int n) {
        var interval = mean(n, random -> 8.0).apply(new Random(1)).interval().orElseThrow();

        assertThat(interval.low()).isLessThan(8);
        assertThat(interval.high()).isBetween(8.001, 10.0);
    }

    private static Function<Random, Figure> mean(int n, Function<Random, Double> score) {
        return random -> {
            var tally = MeanTally.empty();
            for (var observation = 0; observation < n; observation++) {
                tally = tally.plus(score.apply(random));
            }
            return tally.mean("B16.mean-score", Policy.STRICT);
        };
    }

    private static ConfusionMatrix confusion(Random random, int n, double ties, double copied) {
        var tally = AgreementTally.empty();
        for (var item = 0; item < n; item++) {
            var label = preference(random, ties);
            var judge = random.nextDouble() < copied ? label : preference(random, ties);
            tally = tally.plus(label, Reading.of(judge));
        }
        return tally.confusion(Policy.STRICT);
    }

    private static Preference preference(Random random, double ties) {
        return random.nextDouble() < ties
                ? Preference.TIE
                : random.nextBoolean() ? Preference.FIRST : Preference.SECOND;
    }

    private static BinaryTally judged(Random random, int n, double sensitivity, double specificity) {
        var right = passed(random, n, sensitivity);
        var rightlyFailed = passed(random, n, specificity);
        return BinaryTally.of(right, n - rightlyFailed, n - right, rightlyFailed);
    }

    private static BinaryTally mixed(Random random, int n, double sensitivity, double specificity) {
        var passing = passed(random, n, .5);
        var right = passed(random, passing, sensitivity);
        var rightlyFailed = passed(random, n - passing, specificity);
        return BinaryTally.of(right, n - passing - rightlyFailed, passing - right, rightlyFailed);
    }

    private static int passed(Random random, int n, double chance) {
        var passed = 0;
        for (var answer = 0; answer < n; answer++) {
            passed += random.nextDouble() < chance ? 1 : 0;
        }
        return passed;
    }

    private static int sign(Random random) {
        return random.nextBoolean() ? 1 : -1;
    }
}
