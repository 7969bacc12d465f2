package io.judgefleet.judgelm;

import io.judgefleet.metrics.JudgingMode;
import java.util.List;
import java.util.Optional;

/** What a judge is asked: a question, its answers in the original order, and a reference if there is one. */
public record JudgeTask(JudgingMode mode, String question, List<String> answers, Optional<String> reference) {
    public JudgeTask {
        answers = List.copyOf(answers);
    }
}
