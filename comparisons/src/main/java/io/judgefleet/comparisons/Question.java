package io.judgefleet.comparisons;

import io.judgefleet.judgement.Require;
import java.util.List;

/** What the models under test were asked; the turns are the conversation before it and mostly empty. */
public record Question(String id, String text, List<Turn> turns) {
    public Question {
        Require.notBlank(id, "question id");
        Require.notBlank(text, "question");
        turns = List.copyOf(turns);
    }

    /** A question without a conversation and without a name: its id is a digest of the text. */
    public static Question of(String text) {
        return of(text, List.of());
    }

    /** A question without a name: its id is a digest of the text and of the conversation before it. */
    public static Question of(String text, List<Turn> turns) {
        var id = turns.isEmpty() ? Digest.of(text) : Digest.ofKind("question", List.of(text, Turn.digest(turns)));
        return new Question(id, text, turns);
    }
}
