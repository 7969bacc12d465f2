package io.judgefleet.metrics.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.bias.LengthTally;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.ModelRating;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.metrics.statistics.Logistic;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of fits and of figures by question, by seeded simulation. */
final class FitCoverageTest {
    private static final int DRAWS = 300;
    private static final List<String> MODELS = List.of("a", "b", "c");

    /** Three models whose strengths lie {@code spread} apart; every two are compared equally often. */
    @ParameterizedTest
    @CsvSource({"3, 0, 0", "3, 1, .3", "5, 1, .8", "8, 0, .5", "8, 1, 0", "15, .5, .3", "30, 1, .8"})
    void shouldCoverRatings(int perPair, double spread, double ties) {
        for (var model = 0; model < MODELS.size(); model++) {
            var place = model;
            var truth = 1000 + ModelRating.SCALE * (1 - model) * spread;

            assertThat(Coverage.of(DRAWS, truth, random -> rating(counts(random, perPair, spread, ties), place)))
                    .as("model %d", model)
                    .isGreaterThanOrEqualTo(Coverage.PROMISED);
        }
    }

    /** Without a decided comparison the robust error is 0. */
    @Test
    void shouldBeUncertainOfRatingsWhenEverythingIsTied() {
        var counts = PairCounts.empty();
        for (var vote = 0; vote < 10; vote++) {
            counts = counts.plus(MODELS.get(0), MODELS.get(1), Reading.TIE)
                    .plus(MODELS.get(1), MODELS.get(2), Reading.TIE);
        }

        var interval = rating(counts, 0).interval().orElseThrow();

        assertThat(interval.high() - interval.low()).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "10, 0", "10, .4", "20, .4", "40, 0"})
    void shouldCoverWinRateAtEqualLengths(int n, double ties) {
        assertThat(Coverage.of(
                        DRAWS,
                        Logistic.of(.5),
                        random -> lengths(random, n, ties).control().winRate()))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    /** Questions of {@code votes} verdicts each, decided by the question for a third of the way. */
    @ParameterizedTest
    @CsvSource({
        "5, 1, .5, 0",
        "5, 20, .9, .4",
        "8, 5, .8, 0",
        "10, 1, .9, 0",
        "10, 20, .95, .4",
        "20, 5, .7, .8",
        "20, 20, .5, 0"
    })
    void shouldCoverWinRateByQuestion(int questions, int votes, double rate, double ties) {
        assertThat(Coverage.of(80, rate, random -> winRate(random, questions, votes, new Rate(rate, ties))))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    /** Models whose strengths vary by question; ratings are those of all questions. */
    @ParameterizedTest
    @CsvSource({"5, 2, 0", "20, 2, .4"})
    void shouldCoverRatingsByQuestion(int questions, int perPair, double ties) {
        assertThat(Coverage.of(80, 1000, random -> {
                    var all = PairCounts.empty();
                    var bootstrap = Bootstrap.of(PairCounts.empty());
                    for (var question = 0; question < questions; question++) {
                        // The first model is better in some questions and worse in as many.
                        var asked = counts(random, perPair, random.nextBoolean() ? .7 : -.7, ties);
                        all = all.merge(asked);
                        bootstrap = bootstrap.plus("q" + random.nextLong(), asked);
                    }
                    return bootstrap.interval(all, counts -> rating(counts, 0), questions);
                }))
                .isGreaterThanOrEqualTo(Coverage.PROMISED);
    }

    /** How often a model wins, and which part of what it could lose or win is tied instead. */
    private record Rate(double rate, double ties) {
        Reading draw(Random random, double chance) {
            var tied = ties * 2 * Math.min(chance, 1 - chance);
            var drawn = random.nextDouble();
            return drawn < chance - tied / 2 ? Reading.FIRST : drawn < chance + tied / 2 ? Reading.TIE : Reading.SECOND;
        }
    }

    private static Figure winRate(Random random, int questions, int votes, Rate rate) {
        var tally = WinTally.empty();
        var bootstrap = Bootstrap.of(tally);
        for (var question = 0; question < questions; question++) {
            // One answer for all of the question in a third of questions, so that votes of a question are alike.
            var chance = random.nextInt(3) == 0 ? (random.nextDouble() < rate.rate ? 1 : 0) : rate.rate;
            var asked = WinTally.empty();
            for (var vote = 0; vote < votes; vote++) {
                asked = asked.plus(rate.draw(random, chance));
            }
            tally = tally.merge(asked);
            bootstrap = bootstrap.plus("q" + random.nextLong(), asked);
        }
        return bootstrap.interval(tally, one -> one.winRate(Policy.STRICT), questions);
    }

    private static PairCounts counts(Random random, int perPair, double spread, double ties) {
        var counts = PairCounts.empty();
        for (var first = 0; first < MODELS.size(); first++) {
            for (var second = first + 1; second < MODELS.size(); second++) {
                var chance = Logistic.of((second - first) * spread);
                for (var vote = 0; vote < perPair; vote++) {
                    counts = counts.plus(
                            MODELS.get(first), MODELS.get(second), new Rate(chance, ties).draw(random, chance));
                }
            }
        }
        return counts;
    }

    /** Absent where the three have no common scale. */
    private static Figure rating(PairCounts counts, int model) {
        var all = Map.of("n", 0L);
        if (counts.models().isEmpty()) {
            return Figure.absent("B14.bradley-terry", Policy.STRICT, all, Absence.NO_DATA);
        }
        var group = BradleyTerry.fit(counts, Policy.STRICT).groups().getFirst();
        if (group.ratings().size() < MODELS.size()) {
            return Figure.absent("B14.bradley-terry", Policy.STRICT, all, Absence.UNBOUNDED);
        }
        var rating = group.ratings().stream()
                .filter(each -> each.model().equals(MODELS.get(model)))
                .findFirst()
                .orElseThrow();
        return Figure.of("B14.bradley-terry", Policy.STRICT, all, rating.rating())
                .withInterval(rating.interval());
    }

    private static LengthTally lengths(Random random, int n, double ties) {
        var tally = LengthTally.empty();
        for (var comparison = 0; comparison < n; comparison++) {
            var difference = Math.clamp(Math.round(300 * random.nextGaussian()), -900, 900);
            var chance = Logistic.of(.5 + Math.tanh(difference / 300.0));
            tally = tally.plus(1000 + difference, 1000, new Rate(chance, ties).draw(random, chance));
        }
        return tally;
    }
}
