package io.judgefleet.judgelm.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds out, before anyone waits, how many tokens a device has the memory to read in a pass while it keeps what serving keeps.
 * What was found to fit stays reserved.
 *
 * @param longest the longest sequence; a pass is probed with sequences of at most half its tokens
 * @param budgets how many passes of tokens are kept at a time, the one that is read included
 */
public record TokenProbe(LanguageModel model, int longest, int budgets) {
    private static final int LEAST = 256;

    /**
     * The wanted number of tokens, halved until as much fits. A single sequence may still be longer than that, and is then found
     * too long when it comes.
     *
     * @throws ModelUnavailableException if not even a small pass fits
     */
    public int fitting(int wanted) {
        int tokens = wanted;
        while (true) {
            try {
                fill(tokens);
                return tokens;
            } catch (ModelUnavailableException e) {
                if (tokens / 2 < LEAST) {
                    throw new ModelUnavailableException(
                            "expected memory for %d passes of %d tokens, found too little".formatted(budgets, tokens),
                            e);
                }
                tokens /= 2;
            }
        }
    }

    private void fill(int tokens) {
        var kept = new ArrayList<TokenSpan>();
        try {
            model.reserve(Math.multiplyExact(tokens, budgets));
            for (int pass = 0; pass < budgets; pass++) {
                var spans = pass(tokens);
                model.next(spans, new int[0]);
                kept.addAll(spans);
            }
        } finally {
            model.release(kept);
        }
    }

    private List<TokenSpan> pass(int tokens) {
        int length = Math.min(longest, Math.max(1, tokens / 2));
        var spans = new ArrayList<TokenSpan>();
        for (int left = tokens; left > 0; left -= length) {
            spans.add(TokenSpan.of(
                    IntStream.generate(() -> 0).limit(Math.min(length, left)).toArray()));
        }
        return spans;
    }
}
