package io.judgefleet.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantilesTest {
    /** By hand, as numpy's percentile gives them. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.25, 1.75", "0.5, 3", "0.9, 8.9", "1, 11"})
    void shouldInterpolateWhenQuantileFallsBetweenValues(double share, double quantile) {
        assertThat(Quantiles.linear(new double[] {4, 1, 11, 2}, share)).isCloseTo(quantile, within(1e-12));
    }
}
