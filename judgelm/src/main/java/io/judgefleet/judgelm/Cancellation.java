package io.judgefleet.judgelm;

import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.PassOutcome;
import java.util.Optional;

/** Says, between two passes of the engine, that nobody waits for a task any longer, and what its passes come to then. */
@FunctionalInterface
public interface Cancellation {
    /** Every task is judged to its end. */
    Cancellation NEVER = task -> Optional.empty();

    Optional<PassOutcome> of(PreparedTask task);
}
