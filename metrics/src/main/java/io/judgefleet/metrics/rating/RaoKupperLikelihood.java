package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.statistics.ConcaveFunction;
import io.judgefleet.metrics.statistics.Logistic;

/**
 * The log-likelihood of Rao and Kupper's model (1967) in the strengths and, last, the threshold h that a lead must pass to be
 * noticed: P(i beats j) = 1 / (1 + e^(h - si + sj)), and a tie takes what both sides leave.
 *
 * <p>P(tie) is (e^2h - 1) P(i beats j) P(j beats i), so that a tie counts as a win of both sides and a factor of h alone:
 * the function is concave in all parameters. The threshold must be above 0.
 */
record RaoKupperLikelihood(Contests contests) implements ConcaveFunction {
    @Override
    public Derivatives at(double[] point) {
        var size = contests.size();
        var gradient = new double[size + 1];
        var information = new double[size + 1][size + 1];
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < size; j++) {
                information[i][j] += 1.0 / size;
                addSide(i, j, point, gradient, information);
            }
        }
        addTies(point[size], gradient, information);
        return new Derivatives(gradient, information);
    }

    /** How the log-likelihood of one tie grows with the threshold beyond what it owes to both sides' wins. */
    static double tieSlope(double threshold) {
        return threshold > 0 ? -2 / Math.expm1(-2 * threshold) : Double.NaN;
    }

    /** The wins of i over j, and the ties as further ones. */
    private void addSide(int i, int j, double[] point, double[] gradient, double[][] information) {
        var count = contests.wins()[i][j] + contests.ties()[i][j];
        if (count > 0) {
            var last = contests.size();
            var lead = point[i] - point[j] - point[last];
            var surplus = count * Logistic.of(-lead);
            gradient[i] += surplus;
            gradient[j] -= surplus;
            gradient[last] -= surplus;
            addSquare(i, j, surplus * Logistic.of(lead), information);
        }
    }

    /** Adds the square of the vector that is 1 at i, -1 at j and at the threshold, times the weight. */
    private static void addSquare(int i, int j, double weight, double[][] information) {
        var last = information.length - 1;
        information[i][i] += weight;
        information[j][j] += weight;
        information[last][last] += weight;
        information[i][j] -= weight;
        information[j][i] -= weight;
        information[i][last] -= weight;
        information[last][i] -= weight;
        information[j][last] += weight;
        information[last][j] += weight;
    }

    private void addTies(double threshold, double[] gradient, double[][] information) {
        var last = contests.size();
        var slope = tieSlope(threshold);
        var ties = contests.allTies();
        gradient[last] += ties * slope;
        information[last][last] += ties * slope * (slope - 2);
    }
}
