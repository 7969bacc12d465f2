package io.judgefleet.judgelm.prompt;

import io.judgefleet.judgement.PresentationOrder;
import java.util.List;

/**
 * A task rendered and tokenized, one prompt for each presentation order.
 *
 * @param task as it is judged: under the policy to neutralise, its markers are rewritten
 * @param findings the template's markers that were found in what users wrote, such as {@code answer 2: answer-end}
 */
public record PreparedTask(JudgeTask task, List<Prompt> prompts, List<String> findings) {
    public PreparedTask {
        prompts = List.copyOf(prompts);
        findings = List.copyOf(findings);
    }

    /** A task in which no markers were found. */
    public PreparedTask(JudgeTask task, List<Prompt> prompts) {
        this(task, prompts, List.of());
    }

    public PreparedTask withFindings(List<String> found) {
        return new PreparedTask(task, prompts, found);
    }

    /** Whether somebody wrote what reads like a part of the prompt; the verdict should say so. */
    public boolean isMarked() {
        return !findings.isEmpty();
    }

    /** The tokens that the engine has to read for this task, in all its presentation orders. */
    public int tokens() {
        return prompts.stream().mapToInt(prompt -> prompt.tokens().length).sum();
    }

    /** One prompt as token ids, beginning-of-sequence first. */
    @SuppressWarnings("ArrayRecordComponent") // built once, read by the engine, never compared
    public record Prompt(PresentationOrder order, int[] tokens, int truncatedTokens) {}
}
