package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.util.List;

/**
 * Where a completion ends: at an end-of-sequence token, at a number of tokens, or already at the first newline.
 */
public record StopRule(Tokenizer tokenizer, List<Integer> endTokens, int mostTokens, boolean atNewline) {
    public StopRule {
        endTokens = List.copyOf(endTokens);
    }

    boolean isEnd(int token) {
        return endTokens.contains(token);
    }

    boolean isComplete(int[] tokens) {
        return tokens.length >= mostTokens
                || atNewline && tokenizer.decode(tokens).indexOf('\n') >= 0;
    }

    String text(int[] tokens) {
        var text = tokenizer.decode(tokens);
        int newline = atNewline ? text.indexOf('\n') : -1;
        return newline < 0 ? text : text.substring(0, newline);
    }
}
