package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Require;
import java.util.List;
import java.util.regex.Pattern;

/** How an answer is written: what a judge may like besides what it says. */
public record AnswerStyle(long tokens, long headers, long lists, long bolds) {
    /** The features' names, in the order of {@link #against}. */
    public static final List<String> FEATURES = List.of("tokens", "headers", "lists", "bolds");

    /** Relative differences are kept in steps of this part of 1, so that what was compared can be counted. */
    public static final int STEPS = 16;

    private static final Pattern CODE = Pattern.compile("(?s)```.*?(```|$)");
    private static final Pattern HEADER = Pattern.compile("(?m)^#{1,6}\\s");
    /** Blanks before an entry stop at the line's end: a search over all blank lines that follow would begin anew at each. */
    private static final Pattern LIST = Pattern.compile("(?m)^[ \\t\\x0B\\f]*+(?:[-*+]|\\d{1,9}[.)])\\s");

    private static final Pattern BOLD = Pattern.compile("\\*\\*[^*\\n]++\\*\\*|__[^_\\n]++__");
    /** A run of letters and digits, or any other visible character: the same for every judge. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}\\s]");

    public AnswerStyle {
        Require.notNegative(tokens, "tokens");
        Require.notNegative(headers, "headers");
        Require.notNegative(lists, "lists");
        Require.notNegative(bolds, "bolds");
    }

    /** The style of a text, as Chatbot Arena counts it; what stands in a block of code is no Markdown. */
    public static AnswerStyle of(String text) {
        var prose = CODE.matcher(text).replaceAll("");
        return new AnswerStyle(count(TOKEN, text), count(HEADER, prose), count(LIST, prose), count(BOLD, prose));
    }

    /** The steps by which this answer has more of each feature than the other, relative to what both have and 1. */
    public List<Integer> against(AnswerStyle other) {
        return List.of(
                steps(tokens, other.tokens),
                steps(headers, other.headers),
                steps(lists, other.lists),
                steps(bolds, other.bolds));
    }

    /** Halves go to even, so that the difference seen from the other side is the same but for its sign. */
    private static int steps(long own, long other) {
        return (int) Math.rint(STEPS * ((double) own - other) / ((double) own + other + 1));
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }
}
