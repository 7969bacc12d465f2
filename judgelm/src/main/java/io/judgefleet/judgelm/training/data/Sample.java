package io.judgefleet.judgelm.training.data;

/**
 * A prompt and its judgement as token ids, beginning-of-sequence first, end-of-sequence last.
 *
 * @param promptTokens how many of the tokens are the prompt's; the rest is what the judge should write
 */
@SuppressWarnings("ArrayRecordComponent") // built once, read by the engine, never compared
public record Sample(int[] tokens, int promptTokens) {
    public Sample {
        if (promptTokens < 1 || promptTokens >= tokens.length) {
            throw new IllegalArgumentException(
                    "expected a prompt and a judgement, found %d tokens of %d".formatted(promptTokens, tokens.length));
        }
    }

    /** The tokens that the model reads: the last one is only ever an answer. */
    public int readTokens() {
        return tokens.length - 1;
    }

    public int judgementTokens() {
        return tokens.length - promptTokens;
    }
}
