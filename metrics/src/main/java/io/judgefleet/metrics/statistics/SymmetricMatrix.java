package io.judgefleet.metrics.statistics;

import java.util.Optional;

/** A symmetric positive definite matrix, factored once by Cholesky and then solved or inverted. */
public final class SymmetricMatrix {
    private final double[][] lower;

    private SymmetricMatrix(double[][] lower) {
        this.lower = lower;
    }

    /** Factors the matrix, which must be positive definite. */
    public static SymmetricMatrix factor(double[][] matrix) {
        return factorIfDefinite(matrix)
                .orElseThrow(() -> new ArithmeticException("expected a positive definite matrix, found another"));
    }

    /** The matrix factored; empty where it is not positive definite to double precision. */
    public static Optional<SymmetricMatrix> factorIfDefinite(double[][] matrix) {
        var size = matrix.length;
        var lower = new double[size][];
        for (var row = 0; row < size; row++) {
            lower[row] = new double[row + 1];
            for (var column = 0; column <= row; column++) {
                var rest = matrix[row][column] - dot(lower[row], lower[column], column);
                if (row == column && !(rest > 0 && rest < Double.POSITIVE_INFINITY)) {
                    return Optional.empty();
                }
                lower[row][column] = row == column ? Math.sqrt(rest) : rest / lower[column][column];
            }
        }
        return Optional.of(new SymmetricMatrix(lower));
    }

    public double[] solve(double[] right) {
        var x = right.clone();
        for (var row = 0; row < x.length; row++) {
            x[row] = (x[row] - dot(lower[row], x, row)) / lower[row][row];
        }
        return solveTransposed(x);
    }

    /** Column by column; what stands above a unit vector's one stays 0, which halves the work. */
    public double[][] inverse() {
        var inverse = new double[lower.length][];
        for (var column = 0; column < lower.length; column++) {
            var unit = new double[lower.length];
            unit[column] = 1 / lower[column][column];
            for (var row = column + 1; row < unit.length; row++) {
                unit[row] = -dot(lower[row], unit, column, row) / lower[row][row];
            }
            inverse[column] = solveTransposed(unit);
        }
        return inverse;
    }

    /** The least curvature met while factoring: what a variable adds when the earlier ones are known. */
    double smallestPivot() {
        var smallest = Double.POSITIVE_INFINITY;
        for (var row = 0; row < lower.length; row++) {
            smallest = Math.min(smallest, lower[row][row] * lower[row][row]);
        }
        return smallest;
    }

    private double[] solveTransposed(double[] x) {
        for (var row = x.length - 1; row >= 0; row--) {
            var factors = lower[row];
            x[row] /= factors[row];
            for (var above = 0; above < row; above++) {
                x[above] -= factors[above] * x[row];
            }
        }
        return x;
    }

    static double dot(double[] left, double[] right) {
        return dot(left, right, left.length);
    }

    private static double dot(double[] left, double[] right, int length) {
        return dot(left, right, 0, length);
    }

    /** Four sums at once: a single one would wait for each addition to finish. */
    private static double dot(double[] left, double[] right, int from, int to) {
        var a = 0.0;
        var b = 0.0;
        var c = 0.0;
        var d = 0.0;
        var i = from;
        for (; i < to - 3; i += 4) {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }
        for (; i < to; i++) {
            a += left[i] * right[i];
        }
        return (a + b) + (c + d);
    }
}
