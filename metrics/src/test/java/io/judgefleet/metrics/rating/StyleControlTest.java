package io.judgefleet.metrics.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StyleControlTest {
    private static final AnswerStyle PLAIN = new AnswerStyle(100, 0, 0, 0);

    private record Game(int i, AnswerStyle iStyle, int j, AnswerStyle jStyle, Reading reading) {
        StyleCounts plusTo(StyleCounts counts) {
            return counts.plus("m" + i, iStyle, "m" + j, jStyle, reading);
        }
    }

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                StyleCounts.empty(),
                random -> games(random, 1).getFirst(),
                (counts, game) -> game.plusTo(counts),
                (counts, game) ->
                        counts.minus("m" + game.i(), game.iStyle(), "m" + game.j(), game.jStyle(), game.reading()));
    }

    @Test
    void shouldCountTheSameWhenAnswersTradePlaces() {
        var counts = StyleCounts.empty();
        var turned = StyleCounts.empty();
        for (var game : games(new Random(1), 200)) {
            counts = game.plusTo(counts);
            turned = turned.plus(
                    "m" + game.j(),
                    game.jStyle(),
                    "m" + game.i(),
                    game.iStyle(),
                    game.reading().swapped());
        }

        assertThat(turned).isEqualTo(counts);
    }

    /** m0 is the strongest but writes plainly; the judge's pull to tokens and lists hides it until it is taken out. */
    @Test
    void shouldRankByWorthWhenPullOfStyleIsTakenOut() {
        var counts = StyleCounts.empty();
        for (var game : games(new Random(2), 6000)) {
            counts = game.plusTo(counts);
        }

        var control = StyleControl.fit(counts);

        assertThat(BradleyTerry.fit(counts.pairs(), Policy.STRICT)
                        .groups()
                        .getFirst()
                        .ratings())
                .extracting(ModelRating::model)
                .containsExactly("m2", "m1", "m0");
        assertThat(control.groups().getFirst().ratings())
                .extracting(ModelRating::model)
                .containsExactly("m0", "m1", "m2");
        assertThat(control.pulls().get(0).interval().orElseThrow().low()).isPositive();
        assertThat(control.pulls().get(1).absence()).contains(Absence.NO_VARIANCE);
    }

    /** Gradient ascent over the games themselves, with differences that were never rounded. */
    @Test
    void shouldBeNearFitOfGamesWhenStylesAreCountedInSteps() {
        var games = games(new Random(3), 400);
        var counts = StyleCounts.empty();
        for (var game : games) {
            counts = game.plusTo(counts);
        }

        var group = StyleControl.fit(counts).groups().getFirst();

        var naive = naiveFit(games);
        for (var rating : group.ratings()) {
            assertThat(rating.strength()).isCloseTo(naive[rating.model().charAt(1) - '0'], within(.03));
        }
    }

    /** Without any difference of style it is the Bradley-Terry fit with the same ridge. */
    @Test
    void shouldBeBradleyTerryWhenStylesAreAlike() {
        var counts = StyleCounts.empty();
        for (var game : games(new Random(4), 100)) {
            counts = counts.plus("m" + game.i(), PLAIN, "m" + game.j(), PLAIN, game.reading());
        }

        var ridged = BradleyTerry.fit(counts.pairs(), Policy.STRICT, .5 / Math.pow(Math.log(10), 2));

        var controlled = StyleControl.fit(counts).groups().getFirst().ratings();
        var plain = ridged.groups().getFirst().ratings();
        for (var place = 0; place < plain.size(); place++) {
            assertThat(controlled.get(place).model()).isEqualTo(plain.get(place).model());
            assertThat(controlled.get(place).strength())
                    .isCloseTo(plain.get(place).strength(), within(1e-8));
            assertThat(controlled.get(place).fisherError())
                    .isCloseTo(plain.get(place).fisherError(), within(1e-8));
            assertThat(controlled.get(place).sandwichError())
                    .isCloseTo(plain.get(place).sandwichError(), within(1e-8));
        }
    }

    @Test
    void shouldHaveDerivativesWhenStylesPull() {
        var rows = List.of(
                new StyleLikelihood.Row(0, 1, new double[] {.5, -1}, 2.5, 2.25, 4),
                new StyleLikelihood.Row(1, 2, new double[] {-1.5, 2}, 1, 1, 3));
        var likelihood = new StyleLikelihood(rows, 3, 2, .2, .5);
        var point = new double[] {.3, -.2, .8, .4, -.6};

        var derivatives = likelihood.at(point);

        for (var i = 0; i < point.length; i++) {
            var above = point.clone();
            var below = point.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            assertThat(derivatives.gradient()[i])
                    .isCloseTo((naive(rows, above) - naive(rows, below)) / 2e-5, within(1e-7));
            for (var j = 0; j < point.length; j++) {
                var curvature = (likelihood.at(above).gradient()[j]
                                - likelihood.at(below).gradient()[j])
                        / 2e-5;
                assertThat(derivatives.information()[j][i]).isCloseTo(-curvature, within(1e-7));
            }
        }
    }

    @Test
    void shouldHaveNoGroupsWhenNothingWasCompared() {
        var control = StyleControl.fit(StyleCounts.empty());

        assertThat(control.groups()).isEmpty();
        assertThat(control.pulls().get(0).absence()).contains(Absence.NO_DATA);
    }

    private static double naive(List<StyleLikelihood.Row> rows, double[] point) {
        var sum = 0.0;
        for (var place = 0; place < point.length; place++) {
            sum -= (place < 3 ? .2 : .5) / 2 * point[place] * point[place];
        }
        for (var row : rows) {
            var lead = point[row.i()] - point[row.j()] + row.styles()[0] * point[3] + row.styles()[1] * point[4];
            sum -= row.points() * Math.log1p(Math.exp(-lead))
                    + (row.count() - row.points()) * Math.log1p(Math.exp(lead));
        }
        return sum;
    }

    /** Three models of falling strength and rising length; the judge adds three units of log-odds per relative length. */
    private static List<Game> games(Random random, int n) {
        List<Game> games = new ArrayList<>();
        for (var game = 0; game < n; game++) {
            var i = random.nextInt(3);
            var j = (i + 1 + random.nextInt(2)) % 3;
            var iStyle = style(i, random);
            var jStyle = style(j, random);
            var lead = .3 * (j - i) + 3 * relative(iStyle.tokens(), jStyle.tokens());
            var won = random.nextDouble() < 1 / (1 + Math.exp(-lead));
            games.add(new Game(i, iStyle, j, jStyle, won ? Reading.FIRST : Reading.SECOND));
        }
        return games;
    }

    private static AnswerStyle style(int model, Random random) {
        return new AnswerStyle(
                50 + 60L * model + random.nextInt(200), 0, random.nextInt(2 + 2 * model), random.nextInt(4));
    }

    private static double relative(long own, long other) {
        return (double) (own - other) / (own + other + 1);
    }

    private static double[] naiveFit(List<Game> games) {
        var features = new double[games.size()][];
        var squares = new double[3];
        for (var game = 0; game < features.length; game++) {
            var mine = games.get(game).iStyle();
            var theirs = games.get(game).jStyle();
            features[game] = new double[] {
                relative(mine.tokens(), theirs.tokens()),
                relative(mine.lists(), theirs.lists()),
                relative(mine.bolds(), theirs.bolds())
            };
            for (var feature = 0; feature < 3; feature++) {
                squares[feature] += features[game][feature] * features[game][feature] / features.length;
            }
        }
        var point = new double[6];
        for (var step = 0; step < 8000; step++) {
            var slope = new double[6];
            for (var place = 0; place < 6; place++) {
                slope[place] = -(place < 3 ? .5 / Math.pow(Math.log(10), 2) : .5) * point[place];
            }
            for (var game = 0; game < features.length; game++) {
                var each = games.get(game);
                var lead = point[each.i()] - point[each.j()];
                for (var feature = 0; feature < 3; feature++) {
                    lead += point[3 + feature] * features[game][feature] / Math.sqrt(squares[feature]);
                }
                var surplus = (each.reading() == Reading.FIRST ? 1 : 0) - 1 / (1 + Math.exp(-lead));
                slope[each.i()] += surplus;
                slope[each.j()] -= surplus;
                for (var feature = 0; feature < 3; feature++) {
                    slope[3 + feature] += surplus * features[game][feature] / Math.sqrt(squares[feature]);
                }
            }
            for (var place = 0; place < 6; place++) {
                point[place] += .005 * slope[place];
            }
        }
        return point;
    }
}
