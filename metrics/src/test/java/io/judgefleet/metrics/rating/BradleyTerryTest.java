package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BradleyTerryTest {
    /** Wikipedia's example; strengths and errors of the metrics page, B14. */
    @Test
    void shouldGiveKnownStrengthsWhenGamesAreWikipedias() {
        var group = BradleyTerry.fit(wikipedia(), Policy.STRICT).groups().getFirst();

        assertModel(group, "a", .6398, .5443, .5481);
        assertModel(group, "b", 1.0433, .4847, .4818);
        assertModel(group, "c", .6598, .5282, .5204);
        assertModel(group, "d", 2.2704, .6240, .6213);
    }

    @Test
    void shouldSplitGroupsWhenModelAlwaysWins() {
        var counts = wikipedia().plus("z", "a", Reading.FIRST).plus("z", "d", Reading.FIRST);

        var pure = BradleyTerry.fit(counts, Policy.STRICT);
        var ridged = BradleyTerry.fit(counts, Policy.STRICT, 0.01);

        assertThat(pure.groups()).hasSize(2);
        assertThat(pure.groups().getFirst().ratings().getFirst().model()).isEqualTo("z");
        assertThat(pure.groups().getLast())
                .isEqualTo(BradleyTerry.fit(wikipedia(), Policy.STRICT).groups().getFirst());
        assertThat(ridged.groups()).hasSize(1);
        assertThat(ridged.groups().getFirst().ratings().getFirst().model()).isEqualTo("z");
    }

    @Test
    void shouldKeepGroupsApartWhenNothingConnectsThem() {
        var counts = wikipedia().plus("x", "y", Reading.TIE);

        assertThat(BradleyTerry.fit(counts, Policy.STRICT, 0.1).groups())
                .extracting(group -> group.ratings().size())
                .containsExactly(4, 2);
    }

    @Test
    void shouldHaveNoGroupsWhenNothingWasCompared() {
        assertThat(BradleyTerry.fit(PairCounts.empty(), Policy.STRICT).groups()).isEmpty();
    }

    @Test
    void shouldRecoverStrengthsWhenComparisonsAreMany() {
        var random = new Random(7);
        var strengths = new double[] {-1, -.3, .2, 1.1};
        var counts = PairCounts.empty();
        for (var game = 0; game < 20_000; game++) {
            var i = random.nextInt(4);
            var j = (i + 1 + random.nextInt(3)) % 4;
            var won = random.nextDouble() < 1 / (1 + Math.exp(strengths[j] - strengths[i]));
            counts = counts.plus("m" + i, "m" + j, won ? Reading.FIRST : Reading.SECOND);
        }

        var ratings =
                BradleyTerry.fit(counts, Policy.STRICT).groups().getFirst().ratings();

        assertThat(ratings).extracting(ModelRating::model).containsExactly("m3", "m2", "m1", "m0");
        for (var rating : ratings) {
            var truth = strengths[rating.model().charAt(1) - '0'];
            assertThat(rating.strength()).isCloseTo(truth, within(4 * rating.sandwichError()));
        }
    }

    /** What a stranger saw: the winner of ten times of ten stood below, for the alphabet. */
    @Test
    void shouldPutWinnerFirstWhenItNeverLost() {
        var ratings = BradleyTerry.fit(games("ba9 cb9"), Policy.STRICT).groups();

        assertThat(ratings)
                .extracting(group -> group.ratings().getFirst().model())
                .containsExactly("c", "b", "a");
    }

    @Test
    void shouldKeepThoseTogetherWhoMetWhenOthersNeverDid() {
        var ratings = BradleyTerry.fit(games("ba9 cd9 de9 ec1"), Policy.STRICT).groups();

        assertThat(ratings).extracting(group -> group.ratings().size()).containsExactly(3, 1, 1);
        assertThat(ratings.get(1).ratings().getFirst().model()).isEqualTo("b");
    }

    private static void assertModel(RatingGroup group, String model, double odds, double sandwich, double fisher) {
        var rating = group.ratings().stream()
                .filter(candidate -> candidate.model().equals(model))
                .findFirst()
                .orElseThrow();
        assertThat(Math.exp(rating.strength())).isCloseTo(odds, within(5e-5));
        assertThat(rating.sandwichError()).isCloseTo(sandwich, within(5e-5));
        assertThat(rating.fisherError()).isCloseTo(fisher, within(5e-5));
    }

    private static PairCounts wikipedia() {
        return games("ab2 ba3 ad1 da4 bc5 cb3 cd1 dc3");
    }

    private static PairCounts games(String games) {
        var counts = PairCounts.empty();
        for (var game : games.split(" ")) {
            for (var times = 0; times < game.charAt(2) - '0'; times++) {
                counts = counts.plus(game.substring(0, 1), game.substring(1, 2), Reading.FIRST);
            }
        }
        return counts;
    }
}
