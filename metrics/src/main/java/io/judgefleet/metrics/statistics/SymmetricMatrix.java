package io.judgefleet.metrics.statistics;

/** A symmetric positive definite matrix, factored once by Cholesky and then solved or inverted. */
public final class SymmetricMatrix {
    private final double[][] lower;

    private SymmetricMatrix(double[][] lower) {
        this.lower = lower;
    }

    /** Factors the matrix, which must be positive definite. */
    public static SymmetricMatrix factor(double[][] matrix) {
        var size = matrix.length;
        var lower = new double[size][size];
        for (var row = 0; row < size; row++) {
            for (var column = 0; column <= row; column++) {
                var rest = matrix[row][column] - dot(lower[row], lower[column], column);
                lower[row][column] = row == column ? Math.sqrt(requirePositive(rest)) : rest / lower[column][column];
            }
        }
        return new SymmetricMatrix(lower);
    }

    public double[] solve(double[] right) {
        var x = right.clone();
        for (var row = 0; row < x.length; row++) {
            x[row] = (x[row] - dot(lower[row], x, row)) / lower[row][row];
        }
        for (var row = x.length - 1; row >= 0; row--) {
            x[row] /= lower[row][row];
            for (var above = 0; above < row; above++) {
                x[above] -= lower[row][above] * x[row];
            }
        }
        return x;
    }

    public double[][] inverse() {
        var inverse = new double[lower.length][];
        for (var column = 0; column < lower.length; column++) {
            var unit = new double[lower.length];
            unit[column] = 1;
            inverse[column] = solve(unit);
        }
        return inverse;
    }

    private static double dot(double[] left, double[] right, int length) {
        var sum = 0.0;
        for (var i = 0; i < length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static double requirePositive(double pivot) {
        if (!(pivot > 0)) {
            throw new ArithmeticException("expected a positive definite matrix, found pivot " + pivot);
        }
        return pivot;
    }
}
