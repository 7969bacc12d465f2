package io.judgefleet.judgelm.prompt;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import java.util.List;
import java.util.Optional;

/**
 * What a judge is asked: a question, its answers in the original order, and a reference if there is one.
 *
 * @param orders in which the answers are shown, of those of the mode; none named for all of them
 */
public record JudgeTask(
        JudgingMode mode,
        String question,
        List<String> answers,
        Optional<String> reference,
        List<PresentationOrder> orders) {
    public JudgeTask {
        answers = List.copyOf(answers);
        orders = mode.requireOrders(orders);
    }

    /** A task that is judged in all presentation orders of its mode. */
    public JudgeTask(JudgingMode mode, String question, List<String> answers, Optional<String> reference) {
        this(mode, question, answers, reference, List.of());
    }
}
