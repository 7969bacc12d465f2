package io.judgefleet.judgelm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.comparisons.Turn;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTaskTest {
    @Test
    void shouldPutTheConversationAboveTheQuestion() {
        var question = Question.of("And now?", List.of(new Turn("user", "Hello"), new Turn("assistant", "Hi")));

        var task = JudgeTask.of(comparison(question), JudgingMode.CHAT, List.of(PresentationOrder.SWAPPED));

        assertThat(task)
                .isEqualTo(new JudgeTask(
                        JudgingMode.CHAT,
                        "user: Hello\nassistant: Hi\nAnd now?",
                        List.of("yes", "no"),
                        Optional.empty(),
                        List.of(PresentationOrder.SWAPPED)));
    }

    @Test
    void shouldRefuseAnswersThatTheModeDoesNotTake() {
        var comparison = comparison(Question.of("Why?"));

        assertThatThrownBy(() -> JudgeTask.of(comparison, JudgingMode.MULTI, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Comparison comparison(Question question) {
        return new Comparison(
                new ComparisonId("c1"),
                question,
                List.of(new Answer("m1", "yes"), new Answer("m2", "no")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
