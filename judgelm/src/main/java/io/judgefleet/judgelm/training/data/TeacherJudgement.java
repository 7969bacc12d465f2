package io.judgefleet.judgelm.training.data;

import io.judgefleet.judgement.JudgementParser;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PassOutcome.Unparsable;
import io.judgefleet.judgement.ScorePair;
import java.util.regex.Pattern;

/** What a teacher wrote of two answers: a line with their scores, then, mostly, an explanation that calls them by number. */
public record TeacherJudgement(String text) {
    private static final Pattern SCORE_LINE = Pattern.compile("^([^ ,\n]+)([ ,])([^\n]+)");

    /** "Assistant 1 and 2" and its like name both, in the order of their numbers, and stay as they are. */
    private static final Pattern NAME =
            Pattern.compile("(?<both>Assistants? [12](?: ?[,&/] ?| and | or )[12]\\b)|Assistant (?<one>[12])\\b");

    public TeacherJudgement {
        scores(text);
    }

    /** What a file says; some writers end lines in CR LF, which is no part of a score. */
    static TeacherJudgement of(String text) {
        return new TeacherJudgement(text.replace("\r\n", "\n"));
    }

    public ScorePair scores() {
        return scores(text);
    }

    /** The same judgement of the same answers shown in the other order; its own inverse. */
    TeacherJudgement swapped() {
        var scored = SCORE_LINE.matcher(text).replaceFirst("$3$2$1");
        return new TeacherJudgement(NAME.matcher(scored)
                .replaceAll(name -> name.group("both") != null
                        ? name.group()
                        : "Assistant " + (name.group("one").equals("1") ? "2" : "1")));
    }

    private static ScorePair scores(String text) {
        return switch (JudgementParser.ofTeacher().pair(text)) {
            case Scored scored -> scored.scores();
            case Unparsable unparsable -> throw new IllegalArgumentException(unparsable.reason());
            case PassOutcome other ->
                throw new IllegalArgumentException("expected two scores on the first line, found " + other);
        };
    }
}
