package io.judgefleet.comparisons;

import java.util.List;
import java.util.Optional;

/** What is judged: a question and the answers of two or more models, with what is known about them. */
public record Comparison(
        ComparisonId id,
        Question question,
        List<Answer> answers,
        Optional<String> reference,
        Optional<String> dataset,
        Optional<String> category) {
    public Comparison {
        answers = List.copyOf(answers);
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("a comparison must have at least one answer, found none");
        }
    }
}
