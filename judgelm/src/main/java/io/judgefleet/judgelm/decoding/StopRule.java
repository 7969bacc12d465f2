package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;

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

    /** Whether the tokens behind the prompt's last one complete the text. */
    boolean isComplete(int last, int[] tokens) {
        return tokens.length >= mostTokens
                || (atNewline && written(last, tokens).indexOf('\n') >= 0);
    }

    String text(int last, int[] tokens) {
        var text = written(last, tokens);
        int newline = atNewline ? text.indexOf('\n') : -1;
        return newline < 0 ? text : text.substring(0, newline);
    }

    /**
     * By itself a text would lose the blank that it begins with, which some tokenizers put before every text; and a blank is the
     * difference between a score and a further digit of the one that the prompt has pinned.
     */
    private String written(int last, int[] tokens) {
        var whole = IntStream.concat(IntStream.of(last), IntStream.of(tokens)).toArray();
        return tokenizer
                .decode(whole)
                .substring(tokenizer.decode(new int[] {last}).length());
    }
}
