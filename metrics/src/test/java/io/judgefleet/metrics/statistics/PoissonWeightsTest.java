package io.judgefleet.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PoissonWeightsTest {
    @Test
    void shouldDrawTheSameWhenDrawnAgainAndLonger() {
        var weights = PoissonWeights.of("q-81", 200);

        assertThat(weights).isEqualTo(PoissonWeights.of("q-81", 200)).isNotEqualTo(PoissonWeights.of("q-82", 200));
        assertThat(Arrays.copyOf(PoissonWeights.of("q-81", 500), 200)).isEqualTo(weights);
    }

    /** Both were computed elsewhere. */
    @Test
    void shouldDrawWhatOthersDraw() {
        assertThat(PoissonWeights.fraction("labels|81/1/alpaca-13b/claude-v1")).isEqualTo(0.6855782320298743);
        assertThat(PoissonWeights.of("q81", 8)).containsExactly(1, 1, 0, 0, 1, 1, 2, 0);
    }

    /** Frequencies of 0 to 5 in 400,000 draws, within four standard errors. */
    @Test
    void shouldFollowPoissonsLawWhenDrawsAreMany() {
        var draws = IntStream.range(0, 2000)
                .mapToObj(question -> PoissonWeights.of("question " + question, 200))
                .flatMapToInt(Arrays::stream)
                .toArray();

        var probability = Math.exp(-1);
        for (var k = 0; k <= 5; k++) {
            var wanted = k;
            var share =
                    (double) Arrays.stream(draws).filter(draw -> draw == wanted).count() / draws.length;
            assertThat(share)
                    .isCloseTo(probability, within(4 * Math.sqrt(probability * (1 - probability) / draws.length)));
            probability /= k + 1;
        }
    }

    /** Replicates must not move together over questions, nor questions over replicates. */
    @Test
    void shouldBeUncorrelatedWhenReplicatesDiffer() {
        var questions = 2000;
        for (var pair : new int[][] {{0, 1}, {0, 199}, {7, 8}}) {
            var product = 0.0;
            for (var question = 0; question < questions; question++) {
                var weights = PoissonWeights.of(Integer.toString(question), 200);
                product += (weights[pair[0]] - 1.0) * (weights[pair[1]] - 1.0) / questions;
            }
            assertThat(product).isCloseTo(0, within(4 / Math.sqrt(questions)));
        }
    }
}
