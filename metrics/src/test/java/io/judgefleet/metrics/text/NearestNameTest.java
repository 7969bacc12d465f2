package io.judgefleet.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES =
            List.of("submit", "leaderboard", "judgefleet.worker.token-budget", "JUDGEFLEET_SUBMIT_RATE", "--rate");

    @ParameterizedTest
    @CsvSource({
        "sumbit,submit",
        "leader-board,leaderboard",
        "judgefleet.worker.tokenbudget,judgefleet.worker.token-budget",
        "judgefleet.worker.token-buget,judgefleet.worker.token-budget",
        "JUDGEFLEET_SUBMIT_RAET,JUDGEFLEET_SUBMIT_RATE",
        "--rat,--rate"
    })
    void shouldFindNameThatWasMeantWhenItIsASlip(String written, String meant) {
        assertThat(NearestName.of(written, NAMES)).contains(meant);
        assertThat(NearestName.hint(written, NAMES)).isEqualTo("; did you mean " + meant + "?");
    }

    @Test
    void shouldSuggestNothingWhenNoNameIsNear() {
        assertThat(NearestName.of("label", NAMES)).isEmpty();
        assertThat(NearestName.hint("label", NAMES)).isEmpty();
    }
}
