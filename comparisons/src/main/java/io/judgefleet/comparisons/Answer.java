package io.judgefleet.comparisons;

import io.judgefleet.judgement.Require;

/** What a model under test answered; the text may be empty, for an empty answer is judged like any other. */
public record Answer(String modelId, String text) {
    public Answer {
        Require.notBlank(modelId, "model id");
    }
}
