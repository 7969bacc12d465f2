package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.statistics.Logistic;
import io.judgefleet.metrics.statistics.Newton;
import io.judgefleet.metrics.statistics.SymmetricMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bradley-Terry ratings with ties as outcomes of their own (Rao and Kupper 1967; metrics definition B14).
 *
 * @param groups of models with a common scale and each with its own threshold, in the order of {@link BradleyTerry}
 */
public record RaoKupper(List<Group> groups, Policy policy) {
    private static final double FIRST_GUESS = 0.5;

    /**
     * One scale of strengths and ties.
     *
     * @param threshold the lead in log-odds that a judge needs to see a winner; absent where nothing was tied, so that the
     *     strengths are Bradley-Terry's, or where the likelihood grows without limit, and then every model stands alone
     */
    public record Group(RatingGroup ratings, Figure threshold) {}

    public RaoKupper {
        groups = List.copyOf(groups);
    }

    public static RaoKupper fit(PairCounts counts, Policy policy) {
        var contests = Contests.of(counts, List.copyOf(counts.models()), policy);
        var members = ComparabilityGroups.ordered(ComparabilityGroups.stronglyConnected(contests), contests);
        var groups = members.stream()
                .map(contests::among)
                .flatMap(group -> solve(group, policy).stream())
                .toList();
        return new RaoKupper(groups, policy);
    }

    private static List<Group> solve(Contests contests, Policy policy) {
        if (contests.allTies() == 0) {
            var withoutTies = Map.of("ties", 0L, "n", Math.round(contests.total()));
            return List.of(new Group(
                    BradleyTerry.rated(contests),
                    Figure.absent("B14.rao-kupper-threshold", policy, withoutTies, Absence.NO_DATA)));
        }
        var start = new double[contests.size() + 1];
        start[contests.size()] = FIRST_GUESS;
        var point = Newton.maximise(new RaoKupperLikelihood(contests), start);
        return point.map(found -> List.of(rated(contests, found, policy))).orElseGet(() -> unbounded(contests, policy));
    }

    private static List<Group> unbounded(Contests contests, Policy policy) {
        var counts = Map.of("ties", Math.round(contests.allTies()), "n", Math.round(contests.total()));
        var none = Figure.absent("B14.rao-kupper-threshold", policy, counts, Absence.UNBOUNDED);
        List<Group> groups = new ArrayList<>();
        for (var model : contests.models()) {
            groups.add(new Group(new RatingGroup(List.of(new ModelRating(model, 0, 0, 0, 0))), none));
        }
        return groups;
    }

    private static Group rated(Contests contests, double[] point, Policy policy) {
        var size = contests.size();
        var inverse = SymmetricMatrix.factor(
                        new RaoKupperLikelihood(contests).at(point).information())
                .inverse();
        List<ModelRating> ratings = new ArrayList<>();
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < size; j++) {
                inverse[i][j] -= 1.0 / size;
            }
            ratings.add(new ModelRating(
                    contests.models().get(i),
                    point[i],
                    Math.sqrt(Math.max(0, inverse[i][i])),
                    sandwichError(contests, point, inverse[i]),
                    Math.round(contests.count(i))));
        }
        var counts = Map.of("ties", Math.round(contests.allTies()), "n", Math.round(contests.total()));
        var threshold = Figure.of("B14.rao-kupper-threshold", policy, counts, point[size])
                .withInterval(Interval.robust(
                        point[size],
                        sandwichError(contests, point, inverse[size]),
                        Math.sqrt(inverse[size][size]),
                        Math.round(contests.total())));
        return new Group(new RatingGroup(ratings), threshold);
    }

    /** The root of the summed squares of every comparison's score, seen along a row of the inverse information. */
    private static double sandwichError(Contests contests, double[] point, double[] influence) {
        var last = contests.size();
        var threshold = influence[last];
        var sum = 0.0;
        for (var i = 0; i < last; i++) {
            for (var j = 0; j < i; j++) {
                var lead = influence[i] - influence[j];
                var win = 1 - Logistic.of(point[i] - point[j] - point[last]);
                var loss = 1 - Logistic.of(point[j] - point[i] - point[last]);
                var ofWin = win * (lead - threshold);
                var ofLoss = loss * (-lead - threshold);
                var ofTie = ofWin + ofLoss + RaoKupperLikelihood.tieSlope(point[last]) * threshold;
                sum += contests.wins()[i][j] * ofWin * ofWin
                        + contests.wins()[j][i] * ofLoss * ofLoss
                        + contests.ties()[i][j] * ofTie * ofTie;
            }
        }
        return Math.sqrt(sum);
    }
}
