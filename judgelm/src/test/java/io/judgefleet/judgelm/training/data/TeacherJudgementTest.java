package io.judgefleet.judgelm.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgement.ScorePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherJudgementTest {
    @Test
    void shouldExchangeScoresAndNamesWhenSwapped() {
        var judgement = new TeacherJudgement(
                "8 3.5\nAssistant 1's answer is better than Assistant 2's: Assistant 12 is no name.");

        assertThat(judgement.swapped().text())
                .isEqualTo("3.5 8\nAssistant 2's answer is better than Assistant 1's: Assistant 12 is no name.");
        assertThat(judgement.swapped().scores()).isEqualTo(new ScorePair(3.5, 8));
    }

    @Test
    void shouldLeaveBothNamesInOrderWhenTheyAreNamedTogether() {
        var judgement =
                new TeacherJudgement("7 7\nBoth Assistant 1 and Assistant 2 are right, but Assistants 1 and 2 differ.");

        assertThat(judgement.swapped().text())
                .isEqualTo("7 7\nBoth Assistant 2 and Assistant 1 are right, but Assistants 1 and 2 differ.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 3",
                "8,3",
                "10 10\n",
                "1 9.5\n\nAssistant 2 is right.\nAssistant 1 is not; Assistant 1 or 2 may be.",
                "0 10\nAssistant 1, Assistant 2"
            })
    void shouldBeItselfWhenSwappedTwice(String text) {
        assertThat(new TeacherJudgement(text).swapped().swapped().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "11 3\nAssistant 1 is better.", "-1 3", "eight three", "8, 3", "8 3 1"})
    void shouldRefuseTextWhenItsFirstLineIsNoScorePair(String text) {
        assertThatThrownBy(() -> new TeacherJudgement(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
