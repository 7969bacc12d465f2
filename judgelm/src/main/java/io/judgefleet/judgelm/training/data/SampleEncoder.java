package io.judgefleet.judgelm.training.data;

import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.PromptTemplate;
import io.judgefleet.judgelm.prompt.PromptTooLongException;
import io.judgefleet.judgelm.prompt.PromptWindow;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgelm.training.data.Augmentation.Lesson;
import io.judgefleet.judgement.PresentationOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lessons as token ids. The judgement stays whole: what is shortened, if anything may be, are the answers.
 *
 * @param mostTokens the longest prompt with its judgement, both ends included
 */
public record SampleEncoder(Tokenizer tokenizer, int endToken, int mostTokens, LengthPolicy policy) {
    /** The end of every prompt; a judgement's first token may depend on it. */
    private static final String PROMPT_END = "### Response:";

    /** The sample of a lesson; empty where it does not fit. */
    public Optional<Sample> encode(Lesson lesson) {
        var judgement = judgement(lesson.judgement().text());
        int room = mostTokens - judgement.length;
        var prompt = prompt(lesson, room);
        return prompt.map(tokens -> joined(tokens, judgement));
    }

    private Optional<int[]> prompt(Lesson lesson, int room) {
        if (room < 1) {
            return Optional.empty();
        }
        var text = PromptTemplate.of(lesson.task())
                .render(lesson.task(), PresentationOrder.ORIGINAL)
                .text();
        var tokens = tokenizer.encode(text);
        if (tokens.length <= room) {
            return Optional.of(tokens);
        }
        try {
            var window = new PromptWindow(tokenizer, room, policy);
            return Optional.of(
                    window.prepare(lesson.task()).prompts().getFirst().tokens());
        } catch (PromptTooLongException e) {
            return Optional.empty();
        }
    }

    private int[] judgement(String text) {
        var before = tokenizer.encode(PROMPT_END);
        var whole = tokenizer.encode(PROMPT_END + text);
        if (Arrays.mismatch(before, whole) != before.length) {
            throw new IllegalArgumentException(
                    "expected a tokenizer that keeps a prompt's end apart from what follows, found one that joins them");
        }
        var tokens = Arrays.copyOfRange(whole, before.length, whole.length + 1);
        tokens[tokens.length - 1] = endToken;
        return tokens;
    }

    private static Sample joined(int[] prompt, int[] judgement) {
        var tokens = Arrays.copyOf(prompt, prompt.length + judgement.length);
        System.arraycopy(judgement, 0, tokens, prompt.length, judgement.length);
        return new Sample(tokens, prompt.length);
    }
}
