package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.statistics.ConcaveFunction;
import io.judgefleet.metrics.statistics.Logistic;

/**
 * The log-likelihood of strengths that P(i beats j) = 1 / (1 + e^(sj - si)), a tie as half a win and half a loss, less the
 * ridge's penalty.
 *
 * <p>The information carries an additional 1/k in every cell: strengths matter up to a constant only, and this fixes their sum
 * at 0 without changing anything else.
 */
record BradleyTerryLikelihood(Contests contests, double ridge) implements ConcaveFunction {
    @Override
    public Derivatives at(double[] strengths) {
        var size = strengths.length;
        var gradient = new double[size];
        var information = new double[size][size];
        for (var i = 0; i < size; i++) {
            gradient[i] -= ridge * strengths[i];
            information[i][i] += ridge + 1.0 / size;
            for (var j = 0; j < i; j++) {
                information[i][j] += 1.0 / size;
                addPair(i, j, strengths[i] - strengths[j], gradient, information);
                information[j][i] = information[i][j];
            }
        }
        return new Derivatives(gradient, information);
    }

    /** Every pair once, so that its two sides cancel to the last bit. */
    private void addPair(int i, int j, double lead, double[] gradient, double[][] information) {
        var count = contests.count(i, j);
        if (count > 0) {
            var chance = Logistic.of(lead);
            var surplus = contests.points(i, j) - count * chance;
            var weight = count * chance * (1 - chance);
            gradient[i] += surplus;
            gradient[j] -= surplus;
            information[i][i] += weight;
            information[j][j] += weight;
            information[i][j] -= weight;
        }
    }
}
