package io.judgefleet.judgelm;

import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.ScorePair;
import java.util.regex.Pattern;

/** The first line of a completion, read strictly: two scores from 1 to 10, at most one decimal, one blank between. */
final class JudgementText {
    private static final String SCORE = "([1-9](?:\\.[0-9])?|10(?:\\.0)?)";
    private static final Pattern SCORES = Pattern.compile(SCORE + " " + SCORE);

    static PassOutcome pair(String completion) {
        var line = completion.strip().lines().findFirst().orElse("");
        var matcher = SCORES.matcher(line);
        return matcher.matches()
                ? new PassOutcome.Scored(
                        new ScorePair(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))))
                : new PassOutcome.Unparsable("expected two scores on the first line, found \"%s\"".formatted(line));
    }

    private JudgementText() {}
}
