package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 7, 0.25, 0.25",
        "9223372036854775807, 7, NaN, NaN",
        "100, 50, 0.01, 0.5",
        "100, 5, 0.5, 0.5",
        "100, 50, NaN, 0.5",
        "0, 0, 0, 1"
    })
    void shouldForeseeTheEndByWhatIsWantedWhereThatIsLess(
            long limit, long taken, double shareOfInput, double expected) {
        assertThat(new Selection(0, limit, 1).share(taken, shareOfInput)).isEqualTo(Double.valueOf(expected));
    }
}
