package io.judgefleet.judgelm.decoding;

import static io.judgefleet.judgelm.decoding.ContinuationTokenizer.PROMPT_END;

import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The first line of a judgement, {@code s1 ' ' s2 '\n'} with scores from 1 to 10 and at most one decimal, in the tokens of a
 * tokenizer; or that of more answers.
 */
public final class ScoreGrammar {
    private final ScoreNode root;
    private final int[] tokens;

    private ScoreGrammar(ScoreNode root, int[] tokens) {
        this.root = root;
        this.tokens = tokens;
    }

    /** Both scores. */
    public static ScoreGrammar ofPair(Tokenizer tokenizer) {
        var trie = new ScoreTrie();
        var continuations = ContinuationTokenizer.after(PROMPT_END, tokenizer);
        for (var first : scores()) {
            for (var second : scores()) {
                trie.add(continuations.tokens(first + " " + second + "\n"), pair(first, second));
            }
        }
        return new ScoreGrammar(trie, trie.tokens());
    }

    /** The second score, where the prompt has pinned the first to 10. */
    public static ScoreGrammar afterPinnedTen(Tokenizer tokenizer) {
        var trie = new ScoreTrie();
        var continuations = ContinuationTokenizer.after(PROMPT_END + "10", tokenizer);
        scores().forEach(second -> trie.add(continuations.tokens(" " + second + "\n"), pair("10", second)));
        return new ScoreGrammar(trie, trie.tokens());
    }

    /** A score for each of some answers. */
    public static ScoreGrammar ofAnswers(Tokenizer tokenizer, int answers) {
        var slots = ScoreSlots.of(tokenizer);
        return new ScoreGrammar(slots.line(answers), slots.tokens());
    }

    /** Where every line begins. */
    ScoreNode root() {
        return root;
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

    private static List<Double> pair(String first, String second) {
        return List.of(Double.valueOf(first), Double.valueOf(second));
    }
}
