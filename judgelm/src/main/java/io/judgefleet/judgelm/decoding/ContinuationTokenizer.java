package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.util.Arrays;

/** How a tokenizer spells what follows a context. */
@SuppressWarnings("ArrayRecordComponent") // lives while a grammar is built
record ContinuationTokenizer(Tokenizer tokenizer, String context, int[] contextTokens) {
    /** The end of every prompt; pieces of a score never merge with it. */
    static final String PROMPT_END = "### Response:";

    static ContinuationTokenizer after(String context, Tokenizer tokenizer) {
        return new ContinuationTokenizer(tokenizer, context, tokenizer.encode(context));
    }

    int[] tokens(String text) {
        var whole = tokenizer.encode(context + text);
        if (!Arrays.equals(contextTokens, Arrays.copyOf(whole, contextTokens.length))) {
            throw new IllegalArgumentException(
                    "expected a tokenizer that does not merge scores with what is before them, found %s for \"%s\""
                            .formatted(Arrays.toString(whole), (context + text).strip()));
        }
        return Arrays.copyOfRange(whole, contextTokens.length, whole.length);
    }
}
