package io.judgefleet.worker.delivery;

import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a delivery; each ends with exactly one. */
public sealed interface Outcome {
    /**
     * Judged.
     *
     * @param deadline after which its request has no use for the verdict
     */
    record Accept(Verdict verdict, Optional<Instant> deadline) implements Outcome {
        public boolean isOverdue(Instant now) {
            return deadline.filter(end -> !end.isAfter(now)).isPresent();
        }
    }

    /** To be delivered again by way of a retry lane. */
    record Release(RetryLane lane, Duration delay, String reason) implements Outcome {}

    /** Dead: nobody can judge it. */
    record Reject(DeadLetter letter) implements Outcome {}

    /** Not ours to judge: it names another judge profile, whose own workers read it too. */
    record Skip(String profile) implements Outcome {}
}
