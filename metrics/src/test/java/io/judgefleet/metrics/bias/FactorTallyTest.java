package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.TallyLaws;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FactorTallyTest {
    private static final FactorTally EMPTY = FactorTally.of(List.of("overall", "style", "correctness"));

    private record Judged(String model, List<Double> scores) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                EMPTY,
                random -> new Judged(
                        "m" + random.nextInt(3),
                        List.of(random.nextInt(5) - 2.0, random.nextInt(5) - 2.0, random.nextInt(5) - 2.0)),
                (tally, judged) -> tally.plus(judged.model(), judged.scores()),
                (tally, judged) -> tally.minus(judged.model(), judged.scores()));
    }

    /** The overall score is 3 style + correctness + noise, of independent factors. */
    @Test
    void shouldFindWeightsWhenStyleDominates() {
        var tally = random(new Random(6), 4000, 0);

        var deviation = Math.sqrt(9 + 1 + 1);
        assertValue(tally.correlation("style"), 3 / deviation, .02);
        assertValue(tally.weight("style"), 3 / deviation, .02);
        assertValue(tally.weight("correctness"), 1 / deviation, .03);
        assertValue(tally.dominance("style", "correctness"), 2 / deviation, .03);
        // What is left of the overall score without style is correctness and as much noise.
        assertValue(tally.partialCorrelation("correctness"), Math.sqrt(.5), .03);
    }

    /** Style that follows correctness correlates with the overall score by it, and weighs no more than before. */
    @Test
    void shouldTellWeightFromCorrelationWhenFactorsGoTogether() {
        var tally = random(new Random(6), 4000, 1);

        var ofStyle = Math.sqrt(2);
        var ofOverall = Math.sqrt(9 + 16 + 1);
        assertValue(tally.correlation("correctness"), 4 / ofOverall, .02);
        assertValue(tally.weight("correctness"), 1 / ofOverall, .03);
        assertValue(tally.weight("style"), 3 * ofStyle / ofOverall, .03);
    }

    @Test
    void shouldCorrelateModelsWhenTheirMeansDiffer() {
        var tally = EMPTY;
        for (var model = 0; model < 5; model++) {
            tally = tally.plus("m" + model, List.of(model * 1.0, model * 2.0, 4.0 - model % 2))
                    .plus("m" + model, List.of(model * 1.0, model * 2.0, 4.0 - model % 2));
        }

        assertValue(tally.modelCorrelation("style"), 1, 1e-6);
        assertThat(tally.modelCorrelation("style").n()).isEqualTo(5);
    }

    @Test
    void shouldHaveReasonsWhenWeightsAreUndefined() {
        var dependent = EMPTY;
        for (var i = 0; i < 6; i++) {
            dependent = dependent.plus("m", List.of(i % 4.0, i * 1.0, i * 1.0));
        }

        assertThat(EMPTY.weight("style").absence()).contains(Absence.NO_DATA);
        assertThat(EMPTY.dominance("style", "correctness").absence()).contains(Absence.NO_DATA);
        assertThat(EMPTY.plus("m", List.of(1.0, 2.0, 3.0)).weight("style").absence())
                .contains(Absence.TOO_FEW);
        assertThat(dependent.weight("style").absence()).contains(Absence.NO_VARIANCE);
        assertThat(dependent.partialCorrelation("style").absence()).contains(Absence.NO_VARIANCE);
    }

    @Test
    void shouldRefuseWhenFactorIsUnknown() {
        assertThatThrownBy(() -> EMPTY.weight("overall"))
                .hasMessage("expected a factor of [overall, style, correctness], found overall");
    }

    private static FactorTally random(Random random, int n, double coupling) {
        var tally = EMPTY;
        for (var i = 0; i < n; i++) {
            var correctness = random.nextGaussian();
            var style = random.nextGaussian() + coupling * correctness;
            var overall = 3 * style + correctness + random.nextGaussian();
            tally = tally.plus("m", List.of(overall, style, correctness));
        }
        return tally;
    }

    private static void assertValue(Figure figure, double value, double tolerance) {
        assertThat(figure.value().orElseThrow()).as(figure.definition()).isCloseTo(value, within(tolerance));
    }
}
