package io.judgefleet.judgelm;

import io.judgefleet.metrics.PresentationOrder;
import java.util.List;

/** A task rendered and tokenized, one prompt for each presentation order. */
public record PreparedTask(JudgeTask task, List<Prompt> prompts) {
    public PreparedTask {
        prompts = List.copyOf(prompts);
    }

    /** The tokens that the engine has to read for this task, in all its presentation orders. */
    public int tokens() {
        return prompts.stream().mapToInt(prompt -> prompt.tokens().length).sum();
    }

    /** One prompt as token ids, beginning-of-sequence first. */
    @SuppressWarnings("ArrayRecordComponent") // built once, read by the engine, never compared
    public record Prompt(PresentationOrder order, int[] tokens, int truncatedTokens) {}
}
