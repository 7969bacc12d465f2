package io.judgefleet.judgement;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What counts as a score. Scores stand on the first line, separated by one blank or one comma; a comma followed by a blank
 * is two separators, as in JudgeLM's {@code parse_score}, and therefore no score line.
 */
public enum JudgementGrammar {
    /** 1 to 10 with at most one decimal: what JudgeLM was taught to write. */
    JUDGE("1 to 10 with at most one decimal") {
        @Override
        OptionalDouble number(String text) {
            return within(1, JUDGE_SCORE, text);
        }
    },

    /** 0 to 10 with any fraction: what teachers wrote. */
    TEACHER("0 to 10") {
        @Override
        OptionalDouble number(String text) {
            return within(0, TEACHER_SCORE, text);
        }
    },

    /**
     * Whatever Python's {@code float} takes, without a range, as JudgeLM's evaluation reads; only to reproduce published
     * figures.
     */
    JUDGELM_UPSTREAM("a Python float") {
        @Override
        OptionalDouble number(String text) {
            return PythonFloat.parse(text);
        }
    };

    private static final Pattern JUDGE_SCORE = Pattern.compile("(?:0|[1-9][0-9]?)(?:\\.[0-9])?");
    private static final Pattern TEACHER_SCORE = Pattern.compile("(?:0|[1-9][0-9]?)(?:\\.[0-9]{1,9})?");

    private final String expectation;

    JudgementGrammar(String expectation) {
        this.expectation = expectation;
    }

    /** The number the text is, if this grammar takes it for a score. */
    abstract OptionalDouble number(String text);

    /** What a score looks like, in words. */
    public String expectation() {
        return expectation;
    }

    private static OptionalDouble within(double low, Pattern grammar, String text) {
        if (!grammar.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        var value = Double.parseDouble(text);
        return value >= low && value <= 10 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
