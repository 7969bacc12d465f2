package io.judgefleet.judgement;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the first line of a judgement. The text is taken as it is: whoever cuts a completion strips it, as JudgeLM does, so
 * that a blank before the end of the first line is the judge's own and makes the line unparsable.
 */
public record JudgementParser(JudgementGrammar grammar) {
    private static final int QUOTED_CHARACTERS = 80;

    public static JudgementParser ofJudge() {
        return new JudgementParser(JudgementGrammar.JUDGE);
    }

    public static JudgementParser ofTeacher() {
        return new JudgementParser(JudgementGrammar.TEACHER);
    }

    /** The outcome of a pass whose completion is this text; a refusal in words is unparsable like any other prose. */
    public PassOutcome pair(String completion) {
        return switch (scores(completion, 2)) {
            case ScoreLine.Scores(var values) -> outcome(values);
            case ScoreLine.Unreadable(var reason) -> new PassOutcome.Unparsable(reason);
        };
    }

    /** The outcome of grading one answer: the completion goes on after the 10 that the prompt gave to the reference. */
    public PassOutcome single(String completion) {
        return pair("10 " + completion.strip());
    }

    /** The scores of this many answers. */
    public ScoreLine scores(String completion, int answers) {
        var line = firstLine(completion);
        var tokens = line.replace(',', ' ').split(" ", -1);
        if (tokens.length != answers) {
            return unreadable(line, answers);
        }
        List<Double> values = new ArrayList<>();
        for (var token : tokens) {
            grammar.number(token).ifPresent(values::add);
        }
        return values.size() == answers ? new ScoreLine.Scores(values) : unreadable(line, answers);
    }

    /** JudgeLM's own reading may leave the scale; such scores have a preference but are no score pair. */
    private PassOutcome outcome(List<Double> values) {
        double first = values.get(0);
        double second = values.get(1);
        return isOnScale(first) && isOnScale(second)
                ? new PassOutcome.Scored(new ScorePair(first, second))
                : new PassOutcome.Unparsable("expected scores of 0 to 10, found %s and %s".formatted(first, second));
    }

    private static boolean isOnScale(double score) {
        return score >= 0 && score <= 10;
    }

    private ScoreLine unreadable(String line, int answers) {
        return new ScoreLine.Unreadable("expected %d scores (%s) on the first line, found \"%s\""
                .formatted(answers, grammar.expectation(), quoted(line)));
    }

    private static String firstLine(String text) {
        var end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String quoted(String line) {
        return line.length() <= QUOTED_CHARACTERS
                ? line
                : line.substring(
                                0,
                                line.offsetByCodePoints(
                                        0, Math.min(QUOTED_CHARACTERS, line.codePointCount(0, line.length()))))
                        + "…";
    }
}
