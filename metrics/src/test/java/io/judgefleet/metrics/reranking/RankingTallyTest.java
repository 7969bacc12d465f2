package io.judgefleet.metrics.reranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RankingTallyTest {
    private record Query(Map<String, Double> scores, Map<String, Integer> relevances) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                RankingTally.of(3),
                RankingTallyTest::query,
                (tally, query) -> tally.plus(query.scores(), query.relevances()),
                (tally, query) -> tally.minus(query.scores(), query.relevances()));
    }

    /** By hand: relevances 3, 0, 2 in the order of scores, ideally 3, 2, 0; a fourth relevant document was not retrieved. */
    @Test
    void shouldDiscountPlacesWhenRankingIsNotIdeal() {
        var gain = RankingTally.gain(3, Map.of("a", .9, "b", .7, "c", .1), Map.of("a", 3, "b", 0, "c", 2, "d", 1));

        var ideal = 7 + 3 / (Math.log(3) / Math.log(2)) + 1 / 2.0;
        assertThat(gain.orElseThrow()).isCloseTo((7 + 3 / 2.0) / ideal, within(1e-12));
    }

    /** Values of trec_eval: linear gain, equal scores by document id downwards, none below 0. */
    @Test
    void shouldCountAsTrecEvalWhenItsOwnVectorsAreRanked() {
        var tied = Map.of("d1", .5, "d2", .5, "d3", .9, "d4", .5);
        var tiedRelevances = Map.of("d1", 2, "d2", 1, "d3", 0, "d9", 1);
        var negative = Map.of("d2", .9, "d1", .8, "d10", .7, "d3", .6);
        var negativeRelevances = Map.of("d1", 1, "d2", -1, "d3", 3);
        var tally = RankingTally.of(10)
                .plus(tied, tiedRelevances)
                .plus(Map.of("d1", .5), Map.of("d1", 0))
                .plus(Map.of("d5", .5), Map.of("d5", 1))
                .plus(Map.of(), Map.of("d7", 1))
                .plus(negative, negativeRelevances);

        assertThat(RankingTally.trecGain(10, tied, tiedRelevances)).isCloseTo(.434808, within(5e-7));
        assertThat(RankingTally.trecGain(3, tied, tiedRelevances)).isCloseTo(.1597, within(5e-5));
        assertThat(RankingTally.trecGain(10, negative, negativeRelevances)).isCloseTo(.529605, within(5e-7));
        assertThat(tally.trecGain().value().orElseThrow()).isCloseTo(.3929, within(5e-5));
        assertThat(tally.trecGain().n()).isEqualTo(5);
    }

    @Test
    void shouldOrderByDocumentWhenScoresAreEqual() {
        var relevances = Map.of("b", 1);

        assertThat(RankingTally.gain(1, Map.of("a", .5, "b", .5), relevances)).hasValue(0);
        assertThat(RankingTally.gain(1, Map.of("c", .5, "b", .5), relevances)).hasValue(1);
    }

    @Test
    void shouldCountApartWhenQueryHasNothingRelevant() {
        var tally = RankingTally.of(10).plus(Map.of("a", .5), Map.of("a", 0)).plus(Map.of("a", .5), Map.of("a", 1));

        assertThat(tally.gain().value()).hasValue(1);
        assertThat(tally.gain().counts()).isEqualTo(Map.of("k", 10L, "n", 1L, "withoutRelevant", 1L));
        assertThat(RankingTally.of(10).gain().absence()).contains(Absence.NO_DATA);
    }

    @Test
    void shouldRefuseWhenPlacesDiffer() {
        assertThatThrownBy(() -> RankingTally.of(10).merge(RankingTally.of(5)))
                .hasMessage("expected gains of 10 places, found 5");
    }

    private static Query query(Random random) {
        return new Query(
                Map.of("a", random.nextDouble(), "b", random.nextDouble(), "c", random.nextDouble()),
                Map.of("a", random.nextInt(2), "b", random.nextInt(3)));
    }
}
