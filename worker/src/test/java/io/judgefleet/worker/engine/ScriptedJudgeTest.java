package io.judgefleet.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PresentationOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptedJudgeTest {
    private final ScriptedJudge judge = new ScriptedJudge(Duration.ZERO);

    @Test
    void shouldSayTheSameTwiceAndTheOppositeWhenSwapped() {
        var once = judged("yes", "no");
        var twice = judged("yes", "no");

        assertThat(twice).isEqualTo(once);
        assertThat(scores(once.get(1)).scores())
                .isEqualTo(scores(once.get(0)).scores().swapped());
    }

    @Test
    void shouldNotPassForATrainedJudge() {
        assertThat(judge.describe().weightsOrigin()).isEqualTo("random");
        assertThat(judge.describe().engine()).isEqualTo("scripted");
    }

    @Test
    void shouldFailOnceAndOnlyAloneWhenTold() {
        System.setProperty(ScriptedJudge.FAIL_PROPERTY, "stumble");
        try {
            var stumbling = new ScriptedJudge(Duration.ZERO);
            var fine = stumbling.prepare(task("?", "yes", "no"));
            var bad = stumbling.prepare(task("stumble", "yes", "no"));

            assertThatThrownBy(() -> stumbling.judge(List.of(fine, bad))).isInstanceOf(ModelUnavailableException.class);
            assertThatThrownBy(() -> stumbling.judge(List.of(bad))).isInstanceOf(ModelUnavailableException.class);
            assertThat(stumbling.judge(List.of(fine))).hasSize(1);
            assertThat(stumbling.judge(List.of(bad))).hasSize(1);
        } finally {
            System.clearProperty(ScriptedJudge.FAIL_PROPERTY);
        }
    }

    @Test
    void shouldJudgeOnlyInOrdersThatAreAskedFor() {
        var swapped = new JudgeTask(
                JudgingMode.PAIR, "?", List.of("yes", "no"), Optional.empty(), List.of(PresentationOrder.SWAPPED));

        assertThat(judge.judge(List.of(judge.prepare(swapped))).getFirst())
                .containsExactly(judged("yes", "no").getLast());
    }

    /** The anchor's 10 stands in the prompt. */
    @Test
    void shouldGradeOneAnswerOnceWhenModeIsSingle() {
        var single = new JudgeTask(JudgingMode.SINGLE, "?", List.of("yes"), Optional.of("no"));

        assertThat(judge.judge(List.of(judge.prepare(single))).getFirst())
                .singleElement()
                .satisfies(pass -> assertThat(scores(pass).scores().first()).isEqualTo(10));
    }

    private List<Pass> judged(String first, String second) {
        return judge.judge(List.of(judge.prepare(task("?", first, second)))).getFirst();
    }

    private static JudgeTask task(String question, String first, String second) {
        return new JudgeTask(JudgingMode.PAIR, question, List.of(first, second), Optional.empty());
    }

    private static Scored scores(Pass pass) {
        return (Scored) pass.outcome();
    }
}
