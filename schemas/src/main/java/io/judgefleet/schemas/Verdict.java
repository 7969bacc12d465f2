package io.judgefleet.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the fleet says of one comparison: its passes, who judged, how and when. */
public record Verdict(
        VerdictId id,
        Origin origin,
        Subject subject,
        List<Pass> passes,
        JudgeIdentity judge,
        Execution execution,
        Instant judgedAt) {
    public Verdict {
        passes = List.copyOf(passes);
        judgedAt = judgedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** All that can change what the judge writes, in one word. */
    public String judgeFingerprint() {
        return judge.fingerprint(execution.codeVersion());
    }
}
