package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.Require;
import java.util.List;

/** How an answer is written: what a judge may like besides what it says. */
public record AnswerStyle(long tokens, long headers, long lists, long bolds) {
    /** The features' names, in the order of {@link #against}. */
    public static final List<String> FEATURES = List.of("tokens", "headers", "lists", "bolds");

    /** Relative differences are kept in steps of this part of 1, so that what was compared can be counted. */
    static final int STEPS = 16;

    public AnswerStyle {
        Require.notNegative(tokens, "tokens");
        Require.notNegative(headers, "headers");
        Require.notNegative(lists, "lists");
        Require.notNegative(bolds, "bolds");
    }

    /** The steps by which this answer has more of each feature than the other, relative to what both have and 1. */
    List<Integer> against(AnswerStyle other) {
        return List.of(
                steps(tokens, other.tokens),
                steps(headers, other.headers),
                steps(lists, other.lists),
                steps(bolds, other.bolds));
    }

    /** Halves go to even, so that the difference seen from the other side is the same but for its sign. */
    private static int steps(long own, long other) {
        return (int) Math.rint(STEPS * (double) (own - other) / (own + other + 1));
    }
}
