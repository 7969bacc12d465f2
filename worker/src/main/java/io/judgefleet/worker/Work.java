package io.judgefleet.worker;

import io.judgefleet.judgelm.PreparedTask;
import io.judgefleet.schemas.JudgeRequest;

/** A delivery that was read and found fit to be judged. */
public record Work(InFlight entry, JudgeRequest request, PreparedTask task) {
    public int tokens() {
        return task.tokens();
    }
}
