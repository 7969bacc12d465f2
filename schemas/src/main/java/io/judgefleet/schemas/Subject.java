package io.judgefleet.schemas;

import io.judgefleet.metrics.JudgingMode;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict is about, without the texts.
 *
 * @param modelIds of the answers, in the original order
 * @param answerLengths in Unicode code points, in the original order
 */
public record Subject(
        ComparisonId comparisonId,
        String questionId,
        JudgingMode mode,
        List<String> modelIds,
        List<Integer> answerLengths,
        Optional<String> dataset,
        Optional<String> category) {
    public Subject {
        modelIds = List.copyOf(modelIds);
        answerLengths = List.copyOf(answerLengths);
    }

    public static Subject of(JudgeRequest request) {
        var comparison = request.comparison();
        return new Subject(
                comparison.id(),
                comparison.question().id(),
                request.mode(),
                comparison.answers().stream().map(Answer::modelId).toList(),
                comparison.answers().stream()
                        .map(answer ->
                                answer.text().codePointCount(0, answer.text().length()))
                        .toList(),
                comparison.dataset(),
                comparison.category());
    }
}
