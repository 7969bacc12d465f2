package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.statistics.ConcaveFunction;
import io.judgefleet.metrics.statistics.Logistic;
import java.util.Arrays;
import java.util.List;

/**
 * The log-likelihood of strengths and, after them, pulls of style: P(i beats j) = 1 / (1 + e^-(si - sj + pulls * styles)), less
 * the ridges' penalties.
 */
record StyleLikelihood(List<Row> rows, int models, int features, double strengthRidge, double styleRidge)
        implements ConcaveFunction {
    /** Comparisons of the models i and j at one difference of styles, in units of each feature's root mean square. */
    record Row(int i, int j, double[] styles, double points, double squares, double count) {}

    @Override
    public Derivatives at(double[] point) {
        var size = models + features;
        var gradient = new double[size];
        var information = new double[size][size];
        for (var place = 0; place < size; place++) {
            var ridge = place < models ? strengthRidge : styleRidge;
            gradient[place] -= ridge * point[place];
            information[place][place] += ridge;
        }
        for (var row : rows) {
            var chance = Logistic.of(dot(row, point));
            var surplus = row.points() - row.count() * chance;
            var weight = row.count() * chance * (1 - chance);
            for (var a = 0; a < 2 + features; a++) {
                gradient[place(row, a)] += surplus * value(row, a);
                for (var b = 0; b < 2 + features; b++) {
                    information[place(row, a)][place(row, b)] += weight * value(row, a) * value(row, b);
                }
            }
        }
        return new Derivatives(gradient, information);
    }

    /** A row's nonzero features times the vector: 1 at i, -1 at j, the styles after the models. */
    private double dot(Row row, double[] vector) {
        var sum = vector[row.i()] - vector[row.j()];
        for (var feature = 0; feature < features; feature++) {
            sum += row.styles()[feature] * vector[models + feature];
        }
        return sum;
    }

    /**
     * The error of each entry of a maximum that holds where the model is wrong: all at once, for residuals are those of a row.
     *
     * @param inverse of the information there, which is symmetric
     */
    double[] sandwichErrors(double[] point, double[][] inverse) {
        var sums = new double[inverse.length];
        var influences = new double[inverse.length];
        for (var row : rows) {
            var residuals = squaredResiduals(row, point);
            for (var place = 0; place < sums.length; place++) {
                influences[place] = inverse[row.i()][place] - inverse[row.j()][place];
            }
            for (var feature = 0; feature < features; feature++) {
                var style = row.styles()[feature];
                var ofFeature = inverse[models + feature];
                for (var place = 0; place < sums.length; place++) {
                    influences[place] += style * ofFeature[place];
                }
            }
            for (var place = 0; place < sums.length; place++) {
                sums[place] += residuals * influences[place] * influences[place];
            }
        }
        return Arrays.stream(sums).map(Math::sqrt).toArray();
    }

    /** The row's sum of squared residuals, points being 1, 1/2 and 0. */
    private double squaredResiduals(Row row, double[] point) {
        var chance = Logistic.of(dot(row, point));
        return Math.max(0, row.squares() - 2 * chance * row.points() + row.count() * chance * chance);
    }

    private int place(Row row, int entry) {
        return entry == 0 ? row.i() : entry == 1 ? row.j() : models + entry - 2;
    }

    private static double value(Row row, int entry) {
        return entry == 0 ? 1 : entry == 1 ? -1 : row.styles()[entry - 2];
    }
}
