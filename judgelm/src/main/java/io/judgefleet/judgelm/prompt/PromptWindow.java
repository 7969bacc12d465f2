package io.judgefleet.judgelm.prompt;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.PresentationOrder;
import java.util.List;

/**
 * Renders tasks to token ids that fit a judge's window.
 *
 * <p>Only answers are ever shortened, all to one length and alike in both presentation orders, so that no answer and no
 * order gains by it. The template stays whole: without its end the model would not know that it is to judge.
 *
 * @param mostTokens the longest prompt, the beginning-of-sequence token included
 */
public record PromptWindow(Tokenizer tokenizer, int mostTokens, LengthPolicy policy) {
    /** More code points than this are never one token, so what is longer need not be tokenized to be known too long. */
    private static final int MOST_CODE_POINTS_PER_TOKEN = 64;

    /**
     * The task's prompts in each of its presentation orders.
     *
     * @throws PromptTooLongException if they do not fit and may not be shortened, or not far enough
     */
    public PreparedTask prepare(JudgeTask task) {
        var template = PromptTemplate.of(task);
        var prompts = task.orders().stream()
                .map(order -> whole(order, template.render(task, order)))
                .toList();
        var longest = prompts.stream().mapToInt(Whole::length).max().orElseThrow();
        if (longest <= mostTokens) {
            return new PreparedTask(task, prompts.stream().map(Whole::uncut).toList());
        }
        if (policy == LengthPolicy.REJECT) {
            throw tooLong(longest, "");
        }
        return new PreparedTask(task, shortened(prompts));
    }

    private List<PreparedTask.Prompt> shortened(List<Whole> prompts) {
        int fits = 0;
        int tooMany = Math.multiplyExact(mostTokens, MOST_CODE_POINTS_PER_TOKEN);
        var best = cut(prompts, fits);
        if (!fit(best)) {
            throw tooLong(longest(best), " even without its answers");
        }
        while (tooMany - fits > 1) {
            var middle = (fits + tooMany) >>> 1;
            var candidate = cut(prompts, middle);
            if (fit(candidate)) {
                fits = middle;
                best = candidate;
            } else {
                tooMany = middle;
            }
        }
        return best;
    }

    private List<PreparedTask.Prompt> cut(List<Whole> prompts, int most) {
        return prompts.stream().map(prompt -> cut(prompt, most)).toList();
    }

    private PreparedTask.Prompt cut(Whole prompt, int most) {
        var tokens = tokenizer.encode(
                prompt.rendered().withAnswers(text -> policy.cut(text, most)).text());
        return new PreparedTask.Prompt(prompt.order(), tokens, prompt.length() - tokens.length);
    }

    private boolean fit(List<PreparedTask.Prompt> prompts) {
        return longest(prompts) <= mostTokens;
    }

    private static int longest(List<PreparedTask.Prompt> prompts) {
        return prompts.stream().mapToInt(prompt -> prompt.tokens().length).max().orElseThrow();
    }

    private PromptTooLongException tooLong(int tokens, String remark) {
        return new PromptTooLongException(
                "expected a prompt of at most %d tokens, found %d%s".formatted(mostTokens, tokens, remark));
    }

    private Whole whole(PresentationOrder order, RenderedPrompt rendered) {
        return new Whole(order, rendered, tokenizer.encode(rendered.text()));
    }

    /** A prompt before anything is cut from it. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Whole(PresentationOrder order, RenderedPrompt rendered, int[] tokens) {
        int length() {
            return tokens.length;
        }

        PreparedTask.Prompt uncut() {
            return new PreparedTask.Prompt(order, tokens, 0);
        }
    }
}
