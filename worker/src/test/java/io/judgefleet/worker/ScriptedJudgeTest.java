package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.JudgeTask;
import io.judgefleet.judgelm.JudgedPass;
import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.PassOutcome.Scored;
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

    private List<JudgedPass> judged(String first, String second) {
        var task = new JudgeTask(JudgingMode.PAIR, "?", List.of(first, second), Optional.empty());
        return judge.judge(List.of(judge.prepare(task))).getFirst();
    }

    private static Scored scores(JudgedPass pass) {
        return (Scored) pass.outcome();
    }
}
