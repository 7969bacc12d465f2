package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.metrics.ScorePair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first line of a judgement, {@code s1 ' ' s2 '\n'} with scores from 1 to 10 and at most one decimal, in the tokens of a
 * tokenizer.
 */
public final class ScoreGrammar {
    /** The end of every prompt; pieces of a score never merge with it. */
    private static final String PROMPT_END = "### Response:";

    private final ScoreTrie trie;
    private final int[] tokens;

    private ScoreGrammar(ScoreTrie trie) {
        this.trie = trie;
        this.tokens = trie.tokens();
    }

    /** Both scores. */
    public static ScoreGrammar ofPair(Tokenizer tokenizer) {
        var trie = new ScoreTrie();
        var spelling = new Spelling(tokenizer, PROMPT_END);
        for (var first : scores()) {
            for (var second : scores()) {
                trie.add(spelling.tokens(first + " " + second + "\n"), pair(first, second));
            }
        }
        return new ScoreGrammar(trie);
    }

    /** The second score, where the prompt has pinned the first to 10. */
    public static ScoreGrammar afterPinnedTen(Tokenizer tokenizer) {
        var trie = new ScoreTrie();
        var spelling = new Spelling(tokenizer, PROMPT_END + "10");
        scores().forEach(second -> trie.add(spelling.tokens(" " + second + "\n"), pair("10", second)));
        return new ScoreGrammar(trie);
    }

    ScoreTrie trie() {
        return trie;
    }

    /** All tokens that occur in the grammar, in rising order. */
    int[] tokens() {
        return tokens.clone();
    }

    /** {@code 1}, {@code 1.0}, {@code 1.1} to {@code 10.0}. */
    static List<String> scores() {
        var scores = new ArrayList<String>();
        for (int whole = 1; whole < 10; whole++) {
            scores.add("" + whole);
            for (int tenth = 0; tenth < 10; tenth++) {
                scores.add(whole + "." + tenth);
            }
        }
        scores.add("10");
        scores.add("10.0");
        return scores;
    }

    private static ScorePair pair(String first, String second) {
        return new ScorePair(Double.parseDouble(first), Double.parseDouble(second));
    }

    /** How a tokenizer spells what follows a context. */
    private record Spelling(Tokenizer tokenizer, String context, int[] contextTokens) {
        Spelling(Tokenizer tokenizer, String context) {
            this(tokenizer, context, tokenizer.encode(context));
        }

        int[] tokens(String text) {
            var whole = tokenizer.encode(context + text);
            if (!Arrays.equals(contextTokens, Arrays.copyOf(whole, contextTokens.length))) {
                throw new IllegalArgumentException(
                        "expected a tokenizer that does not merge scores with the prompt, found %s for \"%s\""
                                .formatted(Arrays.toString(whole), (context + text).strip()));
            }
            return Arrays.copyOfRange(whole, contextTokens.length, whole.length);
        }
    }
}
