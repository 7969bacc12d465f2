package io.judgefleet.comparisons;

import io.judgefleet.metrics.Require;
import java.util.List;

/** What the models under test were asked; the turns are the conversation before it and mostly empty. */
public record Question(String id, String text, List<Turn> turns) {
    public Question {
        Require.notBlank(id, "question id");
        Require.notBlank(text, "question");
        turns = List.copyOf(turns);
    }

    /** A question without a conversation; an absent id becomes a digest of the text. */
    public static Question of(String text) {
        return new Question(Digest.of(text), text, List.of());
    }
}
