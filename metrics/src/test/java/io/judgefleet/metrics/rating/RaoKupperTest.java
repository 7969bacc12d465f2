package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RaoKupperTest {
    /** With two models the three probabilities are free, so that the maximum reproduces the three shares. */
    @Test
    void shouldReproduceSharesWhenThereAreTwoModels() {
        var group = RaoKupper.fit(pair(50, 30, 20), Policy.STRICT).groups().getFirst();

        var threshold = group.threshold().value().orElseThrow();
        var lead = 2 * group.ratings().ratings().getFirst().strength();
        assertThat(1 / (1 + Math.exp(threshold - lead))).isCloseTo(.5, within(1e-9));
        assertThat(1 / (1 + Math.exp(threshold + lead))).isCloseTo(.2, within(1e-9));
        assertThat(group.threshold().counts()).isEqualTo(Map.of("ties", 30L, "n", 100L));
    }

    @Test
    void shouldBeBradleyTerryWhenNothingIsTied() {
        var counts = pair(7, 0, 3);

        var group = RaoKupper.fit(counts, Policy.STRICT).groups().getFirst();

        assertThat(group.ratings())
                .isEqualTo(BradleyTerry.fit(counts, Policy.STRICT).groups().getFirst());
        assertThat(group.threshold().absence()).contains(Absence.NO_DATA);
    }

    @Test
    void shouldBeUnboundedWhenEverythingIsTied() {
        assertThat(RaoKupper.fit(pair(0, 9, 0), Policy.STRICT).groups())
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.threshold().absence()).contains(Absence.UNBOUNDED));
    }

    /** A tie connects them, but the share of losses is 0, which only an endless lead reaches. */
    @Test
    void shouldBeUnboundedWhenOneSideNeverWins() {
        assertThat(RaoKupper.fit(pair(5, 5, 0), Policy.STRICT).groups())
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.threshold().absence()).contains(Absence.UNBOUNDED));
    }

    @Test
    void shouldRecoverStrengthsAndThresholdWhenComparisonsAreMany() {
        var strengths = new double[] {-1, -.3, .2, 1.1};
        var random = new Random(11);
        var counts = PairCounts.empty();
        for (var game = 0; game < 20_000; game++) {
            var i = random.nextInt(4);
            var j = (i + 1 + random.nextInt(3)) % 4;
            var won = 1 / (1 + Math.exp(.6 - strengths[i] + strengths[j]));
            var lost = 1 / (1 + Math.exp(.6 - strengths[j] + strengths[i]));
            var draw = random.nextDouble();
            var reading = draw < won ? Reading.FIRST : draw < won + lost ? Reading.SECOND : Reading.TIE;
            counts = counts.plus("m" + i, "m" + j, reading);
        }

        var group = RaoKupper.fit(counts, Policy.STRICT).groups().getFirst();

        assertThat(group.threshold().interval().orElseThrow().contains(.6)).isTrue();
        for (var rating : group.ratings().ratings()) {
            var truth = strengths[rating.model().charAt(1) - '0'];
            assertThat(rating.strength()).isCloseTo(truth, within(4 * rating.sandwichError()));
            // The model is true here, and then both errors estimate the same.
            assertThat(rating.sandwichError()).isCloseTo(rating.fisherError(), within(.05 * rating.fisherError()));
        }
    }

    private static PairCounts pair(long wins, long ties, long losses) {
        return new PairCounts(new TreeMap<>(Map.of(new ModelPair("a", "b"), WinTally.of(wins, ties, losses))));
    }
}
