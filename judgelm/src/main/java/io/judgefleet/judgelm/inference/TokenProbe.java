package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.ModelUnavailableException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Finds out, before anyone waits, how many tokens a device has the memory to read in a pass. */
public record TokenProbe(LanguageModel model, int longest) {
    /** The wanted number of tokens, halved until a pass of them succeeds, but never less than one longest sequence. */
    public int fitting(int wanted) {
        int tokens = wanted;
        while (tokens > longest && !fits(tokens)) {
            tokens = Math.max(longest, tokens / 2);
        }
        return tokens;
    }

    private boolean fits(int tokens) {
        var spans = Collections.nCopies(tokens / longest, longest).stream()
                .map(length ->
                        TokenSpan.of(IntStream.generate(() -> 1).limit(length).toArray()))
                .toList();
        try {
            model.next(List.copyOf(spans), new int[0]);
            return true;
        } catch (ModelUnavailableException e) {
            return false;
        } finally {
            model.release(spans);
        }
    }
}
