package io.judgefleet.judgelm.prompt;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /**
     * The task of judging a comparison. The turns of a conversation before the question become lines above it, each with
     * its role.
     *
     * @throws IllegalArgumentException if the mode does not take the answers or the reference of the comparison
     */
    public static JudgeTask of(Comparison comparison, JudgingMode mode, List<PresentationOrder> orders) {
        var answers = comparison.answers().stream().map(Answer::text).toList();
        mode.require(answers.size(), comparison.reference().isPresent());
        return new JudgeTask(mode, conversation(comparison.question()), answers, comparison.reference(), orders);
    }

    private static String conversation(Question question) {
        return question.turns().stream()
                        .map(turn -> "%s: %s\n".formatted(turn.role(), turn.text()))
                        .collect(Collectors.joining())
                + question.text();
    }
}
