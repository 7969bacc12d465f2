package io.judgefleet.schemas;

import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.Require;
import io.judgefleet.judgement.SwappedPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What the fleet says of one comparison: its passes, who judged, how and when.
 *
 * @param findings the prompt template's markers that the judged texts hold, such as {@code answer 2: answer-end}
 */
public record Verdict(
        VerdictId id,
        Origin origin,
        JudgedItem subject,
        List<Pass> passes,
        JudgeIdentity judge,
        Execution execution,
        Instant judgedAt,
        List<String> findings) {
    public Verdict {
        passes = List.copyOf(passes);
        findings = List.copyOf(findings);
        judgedAt = Require.time(judgedAt, "time of the verdict").truncatedTo(ChronoUnit.MICROS);
    }

    /** A verdict on texts that hold no markers. */
    public Verdict(
            VerdictId id,
            Origin origin,
            JudgedItem subject,
            List<Pass> passes,
            JudgeIdentity judge,
            Execution execution,
            Instant judgedAt) {
        this(id, origin, subject, passes, judge, execution, judgedAt, List.of());
    }

    /** What all orders said that were asked for, with the expected scores where they are known. */
    public SwappedPair pair() {
        var pair = SwappedPair.asked(subject.orders());
        for (var pass : passes) {
            pair = pair.with(pass.order(), pass.outcome(), pass.distribution().orElse(null));
        }
        return pair;
    }

    /** All that can change what the judge writes, in one word. */
    public String judgeFingerprint() {
        return judge.fingerprint(execution.codeVersion());
    }
}
