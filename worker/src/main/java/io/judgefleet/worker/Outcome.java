package io.judgefleet.worker;

import io.judgefleet.schemas.DeadLetter;
import io.judgefleet.schemas.Verdict;
import java.time.Duration;

/** What becomes of a delivery; each ends with exactly one. */
public sealed interface Outcome {
    /** Judged. */
    record Accept(Verdict verdict) implements Outcome {}

    /** To be delivered again by way of a retry lane. */
    record Release(RetryLane lane, Duration delay, String reason) implements Outcome {}

    /** Dead: nobody can judge it. */
    record Reject(DeadLetter letter) implements Outcome {}

    /** Not ours to judge. */
    record Skip(String reason) implements Outcome {
        /** It names another judge profile, whose own workers read it too. */
        public static final String OTHER_PROFILE = "other-profile";
    }
}
