package io.judgefleet.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.statistics.ConcaveFunction.Derivatives;
import org.junit.jupiter.api.Test;

final class NewtonTest {
    @Test
    void shouldFindMaximumWhenFunctionIsQuadratic() {
        var found = Newton.maximise(
                point -> new Derivatives(
                        new double[] {3 - 2 * point[0] - point[1], 1 - point[0] - 2 * point[1]},
                        new double[][] {{2, 1}, {1, 2}}),
                100,
                -100);

        assertThat(found.orElseThrow()).containsExactly(new double[] {5 / 3.0, -1 / 3.0}, within(1e-9));
    }

    /** log x - x, whose maximum is 1: from 5 Newton's full step would leave the domain x > 0. */
    @Test
    void shouldStayInDomainWhenFullStepWouldLeaveIt() {
        var found = Newton.maximise(
                point -> new Derivatives(new double[] {point[0] > 0 ? 1 / point[0] - 1 : Double.NaN}, new double[][] {
                    {1 / (point[0] * point[0])}
                }),
                5);

        assertThat(found.orElseThrow()).containsExactly(new double[] {1}, within(1e-9));
    }

    @Test
    void shouldFindNothingWhenFunctionGrowsWithoutLimit() {
        var found = Newton.maximise(
                point -> {
                    var chance = Logistic.of(point[0]);
                    return new Derivatives(new double[] {1 - chance}, new double[][] {{chance * (1 - chance)}});
                },
                0);

        assertThat(found).isEmpty();
    }

    @Test
    void shouldFindNothingWhenFunctionIsFlat() {
        assertThat(Newton.maximise(point -> new Derivatives(new double[1], new double[1][1]), 0))
                .isEmpty();
    }

    @Test
    void shouldInvertWhenMatrixIsDefinite() {
        var matrix = new double[7][7];
        for (var i = 0; i < 7; i++) {
            for (var j = 0; j < 7; j++) {
                matrix[i][j] = 1.0 / (1 + Math.abs(i - j)) + (i == j ? 1 : 0);
            }
        }

        var inverse = SymmetricMatrix.factor(matrix).inverse();

        for (var i = 0; i < 7; i++) {
            for (var j = 0; j < 7; j++) {
                assertThat(SymmetricMatrix.dot(matrix[i], inverse[j])).isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
        }
    }
}
