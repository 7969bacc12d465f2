package io.judgefleet.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudentTTest {
    @ParameterizedTest
    @CsvSource({
        "1, 12.7062047364",
        "4, 2.7764451052",
        "10, 2.2281388520",
        "30, 2.0422724563",
        "200, 1.9718962236",
        "201, 1.9718365068",
        "100000, 1.9599877075"
    })
    void shouldHaveTabledQuantiles(long degrees, double quantile) {
        assertThat(StudentT.quantile95(degrees)).isCloseTo(quantile, within(1e-9));
    }
}
