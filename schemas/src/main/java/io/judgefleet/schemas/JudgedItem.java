package io.judgefleet.schemas;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.rating.AnswerStyle;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict is about, without the texts.
 *
 * @param modelIds of the answers, in the original order
 * @param answerLengths in Unicode code points, in the original order
 * @param answerStyles in the original order; empty where they were not counted
 * @param orders that were asked for; none named for all of the mode
 */
public record JudgedItem(
        ComparisonId comparisonId,
        String questionId,
        JudgingMode mode,
        List<String> modelIds,
        List<Integer> answerLengths,
        Optional<String> dataset,
        Optional<String> category,
        List<AnswerStyle> answerStyles,
        List<PresentationOrder> orders) {
    public JudgedItem {
        modelIds = List.copyOf(modelIds);
        if (!mode.judges(modelIds.size())) {
            throw new IllegalArgumentException("expected the models of a comparison in mode %s, found %d"
                    .formatted(KebabCase.of(mode), modelIds.size()));
        }
        answerLengths = List.copyOf(answerLengths);
        answerStyles = List.copyOf(answerStyles);
        answerLengths.forEach(length -> Require.notNegative(length, "length of an answer"));
        orders = orders.isEmpty()
                ? mode.orders()
                : orders.stream().distinct().sorted().toList();
    }

    /** Whose answers' styles were not counted. */
    public JudgedItem(
            ComparisonId comparisonId,
            String questionId,
            JudgingMode mode,
            List<String> modelIds,
            List<Integer> answerLengths,
            Optional<String> dataset,
            Optional<String> category) {
        this(comparisonId, questionId, mode, modelIds, answerLengths, dataset, category, List.of(), List.of());
    }

    public static JudgedItem of(JudgeRequest request) {
        var comparison = request.comparison();
        return new JudgedItem(
                comparison.id(),
                comparison.question().id(),
                request.mode(),
                comparison.answers().stream().map(Answer::modelId).toList(),
                comparison.answers().stream()
                        .map(answer ->
                                answer.text().codePointCount(0, answer.text().length()))
                        .toList(),
                comparison.dataset(),
                comparison.category(),
                comparison.answers().stream()
                        .map(answer -> AnswerStyle.of(answer.text()))
                        .toList(),
                request.orders());
    }
}
