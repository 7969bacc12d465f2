package io.judgefleet.worker.delivery;

import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.schemas.JudgeRequest;
import java.time.Instant;

/** A delivery that was read and found fit to be judged. */
public record Work(InFlight entry, JudgeRequest request, PreparedTask task) {
    /** Whether its own deadline has passed. */
    public boolean isOverdue(Instant now) {
        return request.routing().deadline().filter(end -> !end.isAfter(now)).isPresent();
    }

    public int tokens() {
        return task.tokens();
    }
}
