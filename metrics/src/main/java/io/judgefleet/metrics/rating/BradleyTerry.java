package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.Require;
import io.judgefleet.metrics.statistics.SymmetricMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bradley-Terry ratings by maximum likelihood, a tie as half a win and half a loss (metrics definition B14).
 *
 * @param groups of models with a common scale, the largest first
 * @param policy how readings without scores entered
 * @param ridge penalty on squared strengths; 0 is the pure likelihood, whose groups are strongly connected: a model that
 *     always wins has no finite strength and stands in a group of its own. With a ridge, groups are all that are connected
 */
public record BradleyTerry(List<RatingGroup> groups, Policy policy, double ridge) {
    private static final int MAX_STEPS = 200;
    private static final double CONVERGED = 1e-11;
    /** Newton steps are cut to this length, beyond which the likelihood is far from quadratic. */
    private static final double MAX_STEP = 2;

    public BradleyTerry {
        groups = List.copyOf(groups);
    }

    public static BradleyTerry fit(PairCounts counts, Policy policy) {
        return fit(counts, policy, 0);
    }

    public static BradleyTerry fit(PairCounts counts, Policy policy, double ridge) {
        Require.within(0, 1e6, ridge, "ridge");
        var contests = Contests.of(counts, List.copyOf(counts.models()), policy);
        var members = ridge > 0
                ? ComparabilityGroups.connected(contests)
                : ComparabilityGroups.stronglyConnected(contests);
        var groups = members.stream()
                .map(contests::among)
                .map(group -> solve(group, ridge))
                .sorted(Comparator.comparingInt(group -> -group.ratings().size()))
                .toList();
        return new BradleyTerry(groups, policy, ridge);
    }

    private static RatingGroup solve(Contests contests, double ridge) {
        var strengths = maximise(contests, ridge);
        var inverse = SymmetricMatrix.factor(information(contests, strengths, ridge)).inverse();
        var meat = scoreCovariance(contests, strengths);
        List<ModelRating> ratings = new ArrayList<>();
        for (var i = 0; i < contests.size(); i++) {
            var influence = centred(inverse[i], ridge);
            ratings.add(new ModelRating(
                    contests.models().get(i),
                    strengths[i],
                    Math.sqrt(Math.max(0, influence[i])),
                    Math.sqrt(Math.max(0, quadraticForm(influence, meat))),
                    Math.round(contests.count(i))));
        }
        return new RatingGroup(ratings);
    }

    private static double[] maximise(Contests contests, double ridge) {
        var strengths = new double[contests.size()];
        for (var step = 0; step < MAX_STEPS; step++) {
            var move = SymmetricMatrix.factor(information(contests, strengths, ridge))
                    .solve(gradient(contests, strengths, ridge));
            var longest = 0.0;
            for (var value : move) {
                longest = Math.max(longest, Math.abs(value));
            }
            for (var i = 0; i < strengths.length; i++) {
                strengths[i] += move[i] * Math.min(1, MAX_STEP / Math.max(longest, CONVERGED));
            }
            if (longest < CONVERGED) {
                break;
            }
        }
        return strengths;
    }

    private static double[] gradient(Contests contests, double[] strengths, double ridge) {
        var gradient = new double[strengths.length];
        for (var i = 0; i < gradient.length; i++) {
            gradient[i] = -ridge * strengths[i];
            for (var j = 0; j < gradient.length; j++) {
                gradient[i] += contests.points(i, j) - contests.count(i, j) * chance(strengths[i] - strengths[j]);
            }
        }
        return gradient;
    }

    /**
     * The Fisher information plus the ridge, plus 1/k in every cell: strengths matter up to a constant only, and this fixes
     * their sum at 0 without changing anything else.
     */
    private static double[][] information(Contests contests, double[] strengths, double ridge) {
        var size = strengths.length;
        var information = new double[size][size];
        for (var i = 0; i < size; i++) {
            information[i][i] += ridge;
            for (var j = 0; j < size; j++) {
                var chance = chance(strengths[i] - strengths[j]);
                var weight = contests.count(i, j) * chance * (1 - chance);
                information[i][i] += weight;
                information[i][j] += 1.0 / size - weight;
            }
        }
        return information;
    }

    /** The covariance of the scores as observed: the filling of the sandwich. */
    private static double[][] scoreCovariance(Contests contests, double[] strengths) {
        var size = strengths.length;
        var covariance = new double[size][size];
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < size; j++) {
                var chance = chance(strengths[i] - strengths[j]);
                var weight = contests.wins()[i][j] * Math.pow(1 - chance, 2)
                        + contests.wins()[j][i] * Math.pow(chance, 2)
                        + contests.ties()[i][j] * Math.pow(0.5 - chance, 2);
                covariance[i][i] += weight;
                covariance[i][j] -= weight;
            }
        }
        return covariance;
    }

    /** A row of the inverse less what the fixed sum adds to it. */
    private static double[] centred(double[] row, double ridge) {
        var centred = row.clone();
        for (var i = 0; i < row.length; i++) {
            centred[i] -= 1.0 / (1 + ridge) / row.length;
        }
        return centred;
    }

    private static double quadraticForm(double[] vector, double[][] matrix) {
        var sum = 0.0;
        for (var i = 0; i < vector.length; i++) {
            for (var j = 0; j < vector.length; j++) {
                sum += vector[i] * matrix[i][j] * vector[j];
            }
        }
        return sum;
    }

    private static double chance(double lead) {
        return 1 / (1 + Math.exp(-lead));
    }
}
