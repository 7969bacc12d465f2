package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.statistics.Logistic;
import io.judgefleet.metrics.statistics.Newton;
import io.judgefleet.metrics.statistics.SymmetricMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Bradley-Terry ratings by maximum likelihood, a tie as half a win and half a loss (metrics definition B14).
 *
 * @param groups of models with a common scale, winners before those that they always beat, else the largest first
 * @param policy how readings without scores entered
 * @param ridge penalty on squared strengths; 0 is the pure likelihood, whose groups are strongly connected: a model that
 *     always wins has no finite strength and stands in a group of its own. With a ridge, groups are all that are connected
 */
public record BradleyTerry(List<RatingGroup> groups, Policy policy, double ridge) {
    public BradleyTerry {
        groups = List.copyOf(groups);
    }

    public static BradleyTerry fit(PairCounts counts, Policy policy) {
        return fit(counts, policy, 0);
    }

    public static BradleyTerry fit(PairCounts counts, Policy policy, double ridge) {
        Require.within(0, 1e6, ridge, "ridge");
        var contests = Contests.of(counts, List.copyOf(counts.models()), policy);
        var members =
                ridge > 0 ? ComparabilityGroups.connected(contests) : ComparabilityGroups.stronglyConnected(contests);
        var groups = ComparabilityGroups.ordered(members, contests).stream()
                .map(contests::among)
                .flatMap(group -> solve(group, ridge))
                .toList();
        return new BradleyTerry(groups, policy, ridge);
    }

    /** Models whose likelihood is too flat to be solved in double precision stand alone, as those without a finite rating do. */
    private static Stream<RatingGroup> solve(Contests contests, double ridge) {
        var likelihood = new BradleyTerryLikelihood(contests, ridge);
        return Newton.maximise(likelihood, new double[contests.size()])
                .map(strengths -> Stream.of(rated(contests, strengths, likelihood)))
                .orElseGet(() -> IntStream.range(0, contests.size())
                        .mapToObj(model -> contests.among(List.of(model)))
                        .map(alone -> rated(alone, new double[1], new BradleyTerryLikelihood(alone, ridge))));
    }

    /** The pure likelihood's ratings of models that are strongly connected. */
    static RatingGroup rated(Contests contests) {
        return solve(contests, 0).findFirst().orElseThrow();
    }

    private static RatingGroup rated(Contests contests, double[] strengths, BradleyTerryLikelihood likelihood) {
        var inverse =
                SymmetricMatrix.factor(likelihood.at(strengths).information()).inverse();
        var residuals = squaredResiduals(contests, strengths);
        List<ModelRating> ratings = new ArrayList<>();
        for (var i = 0; i < contests.size(); i++) {
            var influence = centred(inverse[i], likelihood.ridge());
            ratings.add(new ModelRating(
                    contests.models().get(i),
                    strengths[i],
                    Math.sqrt(Math.max(0, influence[i])),
                    Math.sqrt(Math.max(0, sandwich(influence, residuals))),
                    Math.round(contests.count(i))));
        }
        return new RatingGroup(ratings);
    }

    /** Below the diagonal, the sum of squared residuals of each pair's comparisons: the filling of the sandwich. */
    private static double[][] squaredResiduals(Contests contests, double[] strengths) {
        var residuals = new double[contests.size()][];
        for (var i = 0; i < residuals.length; i++) {
            residuals[i] = new double[i];
            for (var j = 0; j < i; j++) {
                var chance = Logistic.of(strengths[i] - strengths[j]);
                residuals[i][j] = contests.wins()[i][j] * Math.pow(1 - chance, 2)
                        + contests.wins()[j][i] * Math.pow(chance, 2)
                        + contests.ties()[i][j] * Math.pow(0.5 - chance, 2);
            }
        }
        return residuals;
    }

    private static double sandwich(double[] influence, double[][] residuals) {
        var sum = 0.0;
        for (var i = 0; i < influence.length; i++) {
            var row = residuals[i];
            for (var j = 0; j < i; j++) {
                var difference = influence[i] - influence[j];
                sum += row[j] * difference * difference;
            }
        }
        return sum;
    }

    /** A row of the inverse less what the fixed sum adds to it. */
    private static double[] centred(double[] row, double ridge) {
        var centred = row.clone();
        for (var i = 0; i < row.length; i++) {
            centred[i] -= 1.0 / (1 + ridge) / row.length;
        }
        return centred;
    }
}
