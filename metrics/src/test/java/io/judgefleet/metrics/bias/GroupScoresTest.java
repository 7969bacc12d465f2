package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.TallyLaws;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GroupScoresTest {
    private record Image(String group, double score) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                GroupScores.empty(),
                random -> new Image("g" + random.nextInt(3), random.nextInt(21) / 2.0 - 5),
                (tally, image) -> tally.plus(image.group(), image.score()),
                (tally, image) -> tally.minus(image.group(), image.score()));
    }

    /** The page's formulas written down over the images themselves. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldEqualDefinitionsWhenScoresAreMany(long seed) {
        var random = new Random(seed);
        var scores = new double[] {0, 10, 3, 4, 4, 5};
        var tally = GroupScores.empty();
        for (var i = 2; i < scores.length; i++) {
            scores[i] = random.nextInt(21) / 2.0;
        }
        for (var score : scores) {
            tally = tally.plus("nurse", score);
        }
        var x = Arrays.stream(scores).map(score -> score / 10).sorted().toArray();
        var n = x.length;
        var mean = Arrays.stream(x).average().orElseThrow();
        var deviation = Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
        var ranks = IntStream.range(0, n).mapToDouble(i -> (i + 1) * x[i]).sum();
        var gini = (2 * ranks - (n + 1) * n * mean) / (n * n * mean);
        var close = 0;
        for (var i = 0; i < n; i++) {
            for (var j = 0; j < i; j++) {
                close += Math.abs(x[i] - x[j]) <= .1 + 1e-12 ? 1 : 0;
            }
        }

        assertValue(tally.dispersion(), 1 - deviation / mean);
        assertValue(tally.equality(), 1 - gini);
        assertValue(tally.closePairs(), close / 15.0);
    }

    /** Group b has the mean 0 after scaling: its two images have no dispersion and are counted so. */
    @Test
    void shouldAverageOverImagesWhenGroupsDiffer() {
        var tally = GroupScores.empty().plus("a", 1).plus("a", 3).plus("b", 1).plus("b", 1);

        assertThat(tally.dispersion().counts()).containsEntry("undefined", 2L).containsEntry("n", 2L);
        assertValue(tally.dispersion(), 0);
        assertValue(tally.closePairs(), .5);
    }

    /** MJ-Bench: scale and groups are those of all images, and only the mean is over those that differ in age. */
    @Test
    void shouldKeepScaleAndGroupsWhenFiguresAreByAttribute() {
        var tally = GroupScores.empty()
                .plus("nurse", 2, Set.of("age"))
                .plus("nurse", 4)
                .plus("pilot", 4, Set.of("age", "gender"))
                .plus("pilot", 4, Set.of("age"))
                .plus("pilot", 0);

        // Nurses are .5 and 1: 1 - .25 / .75; pilots 1, 1 and 0: 1 - (sqrt(2) / 3) / (2 / 3).
        var nurse = 2 / 3.0;
        var pilot = 1 - Math.sqrt(2) / 2;
        assertValue(tally.dispersion(), (2 * nurse + 3 * pilot) / 5);
        assertValue(tally.dispersion("age"), (nurse + 2 * pilot) / 3);
        assertValue(tally.dispersion("gender"), pilot);
        assertThat(tally.dispersion("race").absence()).contains(Absence.NO_DATA);
    }

    @Test
    void shouldHaveReasonsWhenNothingCanBeScaled() {
        assertThat(GroupScores.empty().equality().absence()).contains(Absence.NO_DATA);
        assertThat(GroupScores.empty().plus("a", 2).plus("a", 2).equality().absence())
                .contains(Absence.NO_VARIANCE);
        assertThat(GroupScores.empty().plus("a", 2).plus("b", 3).closePairs().absence())
                .contains(Absence.ZERO_DENOMINATOR);
    }

    private static void assertValue(Figure figure, double value) {
        assertThat(figure.value().orElseThrow()).as(figure.definition()).isCloseTo(value, within(1e-9));
    }
}
