package io.judgefleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.judgement.JudgingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedItemTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 19})
    void shouldRefuseModelsThatNoPairHas(int models) {
        assertThatThrownBy(() -> subject(JudgingMode.PAIR, models, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected the models of a comparison in mode pair, found " + models);
    }

    @Test
    void shouldTakeModelsThatModeJudges() {
        assertThat(subject(JudgingMode.PAIR, 2, List.of(1, 0)).modelIds()).hasSize(2);
        assertThat(subject(JudgingMode.SINGLE, 1, List.of()).modelIds()).hasSize(1);
        assertThat(subject(JudgingMode.MULTI, 19, List.of()).modelIds()).hasSize(19);
    }

    @Test
    void shouldRefuseNegativeLengthOfAnswer() {
        assertThatThrownBy(() -> subject(JudgingMode.PAIR, 2, List.of(5, -1)))
                .hasMessage("length of an answer must not be negative, found -1");
    }

    private static JudgedItem subject(JudgingMode mode, int models, List<Integer> lengths) {
        return new JudgedItem(
                new ComparisonId("c"),
                "q",
                mode,
                IntStream.range(0, models).mapToObj(i -> "model " + i).toList(),
                lengths,
                Optional.empty(),
                Optional.empty());
    }
}
