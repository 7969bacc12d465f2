package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.statistics.ConcaveFunction;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives against differences of likelihoods written down naively, and maxima against methods of another kind. */
final class LikelihoodTest {
    private static final double STEP = 1e-4;

    static Stream<Contests> contests() {
        return IntStream.range(0, 10).mapToObj(seed -> random(new Random(seed), 5, 60));
    }

    @ParameterizedTest
    @MethodSource("contests")
    void shouldHaveDerivativesOfBradleyTerryWhenTiesAreHalves(Contests contests) {
        var point = new double[] {.3, -.7, 1.1, 0, -.7};

        assertDerivatives(new BradleyTerryLikelihood(contests, 0.3), point, at -> naive(contests, at, 0.3), 5);
    }

    @ParameterizedTest
    @MethodSource("contests")
    void shouldHaveDerivativesOfRaoKupperWhenTiesAreOutcomes(Contests contests) {
        var point = new double[] {.3, -.7, 1.1, 0, -.7, .4};

        assertDerivatives(new RaoKupperLikelihood(contests), point, at -> naiveRaoKupper(contests, at), 5);
    }

    /** Hunter's minorisation (2004) shares nothing with Newton's method. */
    @ParameterizedTest
    @MethodSource("contests")
    void shouldHaveMaximumOfMinorisationWhenRated(Contests contests) {
        var worth = new double[] {1, 1, 1, 1, 1};
        for (var round = 0; round < 20_000; round++) {
            for (var i = 0; i < worth.length; i++) {
                var points = 0.0;
                var weight = 0.0;
                for (var j = 0; j < worth.length; j++) {
                    points += i == j ? 0 : contests.points(i, j);
                    weight += i == j ? 0 : contests.count(i, j) / (worth[i] + worth[j]);
                }
                worth[i] = points / weight;
            }
        }
        var centre = IntStream.range(0, 5)
                .mapToDouble(i -> Math.log(worth[i]))
                .average()
                .orElseThrow();

        var rated = BradleyTerry.rated(contests);

        for (var rating : rated.ratings()) {
            var model = contests.models().indexOf(rating.model());
            assertThat(rating.strength()).isCloseTo(Math.log(worth[model]) - centre, within(1e-8));
        }
    }

    static Contests random(Random random, int models, int games) {
        var counts = PairCounts.empty();
        for (var game = 0; game < games; game++) {
            var i = random.nextInt(models);
            var j = (i + 1 + random.nextInt(models - 1)) % models;
            counts = counts.plus("m" + i, "m" + j, Reading.CODES.of(random.nextInt(3)));
        }
        return Contests.of(counts, List.copyOf(counts.models()), Policy.STRICT);
    }

    private static double naive(Contests contests, double[] strengths, double ridge) {
        var sum = 0.0;
        for (var i = 0; i < contests.size(); i++) {
            sum -= ridge / 2 * strengths[i] * strengths[i];
            for (var j = 0; j < contests.size(); j++) {
                var wins = contests.wins()[i][j] + contests.ties()[i][j] / 2;
                sum -= wins * Math.log1p(Math.exp(strengths[j] - strengths[i]));
            }
        }
        return sum;
    }

    /** The three probabilities as Rao and Kupper write them, with worths and theta. */
    private static double naiveRaoKupper(Contests contests, double[] point) {
        var size = contests.size();
        var theta = Math.exp(point[size]);
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < size; j++) {
                var a = Math.exp(point[i]);
                var b = Math.exp(point[j]);
                sum += contests.wins()[i][j] * Math.log(a / (a + theta * b));
                if (i < j) {
                    var tie = (theta * theta - 1) * a * b / ((a + theta * b) * (theta * a + b));
                    sum += contests.ties()[i][j] * Math.log(tie);
                }
            }
        }
        return sum;
    }

    private static void assertDerivatives(
            ConcaveFunction function, double[] point, ToDoubleFunction<double[]> value, int strengths) {
        var derivatives = function.at(point);
        for (var i = 0; i < point.length; i++) {
            var slope = (value.applyAsDouble(moved(point, i, STEP)) - value.applyAsDouble(moved(point, i, -STEP)))
                    / (2 * STEP);
            assertThat(derivatives.gradient()[i]).isCloseTo(slope, within(1e-5));
            var above = function.at(moved(point, i, STEP)).gradient();
            var below = function.at(moved(point, i, -STEP)).gradient();
            for (var j = 0; j < point.length; j++) {
                var fixedSum = i < strengths && j < strengths ? 1.0 / strengths : 0;
                assertThat(derivatives.information()[j][i] - fixedSum)
                        .isCloseTo(-(above[j] - below[j]) / (2 * STEP), within(1e-4));
            }
        }
    }

    private static double[] moved(double[] point, int place, double by) {
        var moved = point.clone();
        moved[place] += by;
        return moved;
    }
}
