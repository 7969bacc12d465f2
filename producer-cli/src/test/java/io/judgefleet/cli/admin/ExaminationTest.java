package io.judgefleet.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class ExaminationTest {
    @Test
    void shouldWarnWhenVerdictsAreInNoFigure() throws Exception {
        assertThat(counting("{\"verdicts\": {\"read\": 14400, \"late\": 14400}}"))
                .isEqualTo(Finding.warn(
                        "counting",
                        "14400 verdicts are late and in no figure: judged longer ago than judgefleet.aggregator.horizon",
                        "docs/metrics.md says what counts and what does not"));
        assertThat(counting("{\"verdicts\": {\"read\": 3, \"late\": 0}}"))
                .isEqualTo(Finding.ok("counting", "every verdict and label that was read"));
    }

    private static Finding counting(String status) throws Exception {
        return Examination.counting(new ObjectMapper().readTree(status));
    }
}
