package io.judgefleet.metrics.reranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class RelevanceScoreTest {
    @Test
    void shouldAddWaysToWriteWhenThereAreSeveral() {
        var score = RelevanceScore.of(
                new double[] {Math.log(.3), Math.log(.15)}, new double[] {Math.log(.1), Double.NEGATIVE_INFINITY});

        assertThat(score.orElseThrow()).isCloseTo(.45 / .55, within(1e-12));
    }

    @Test
    void shouldNotUnderflowWhenBothAreUnlikely() {
        assertThat(RelevanceScore.of(new double[] {-2000}, new double[] {-2000}))
                .hasValue(.5);
        assertThat(RelevanceScore.of(new double[] {-2000}, new double[0])).hasValue(1);
    }

    @Test
    void shouldBeEmptyWhenJudgeOffersNeither() {
        assertThat(RelevanceScore.of(new double[0], new double[0])).isEmpty();
    }

    @Test
    void shouldMixWithFirstStageWhenHybrid() {
        assertThat(RelevanceScore.normalised(2, 4, 3)).containsExactly(0, 1, .5);
        assertThat(RelevanceScore.normalised(2, 2)).containsExactly(0, 0);
        assertThat(RelevanceScore.hybrid(.75, .8, .4)).isCloseTo(.7, within(1e-12));
        assertThat(RelevanceScore.judgeRank(.8, 12.5)).isCloseTo(92.5, within(1e-12));
    }

    @Test
    void shouldNameJudgesThatSaidNothingWhenAveraged() {
        var ensemble = RelevanceScore.ensemble(
                Map.of("a", OptionalDouble.of(.2), "b", OptionalDouble.empty(), "c", OptionalDouble.of(.6)));

        assertThat(ensemble.score().orElseThrow()).isCloseTo(.4, within(1e-12));
        assertThat(ensemble.missing()).containsExactly("b");
        assertThat(RelevanceScore.ensemble(Map.of()).score()).isEmpty();
    }
}
