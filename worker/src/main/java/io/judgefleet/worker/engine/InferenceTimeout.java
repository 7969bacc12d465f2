package io.judgefleet.worker.engine;

import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.FailurePolicy.Failure;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.Work;
import java.time.Duration;

/** Releases the records that the engine does not come back with, so that nobody waits for them any longer. */
public record InferenceTimeout(Engine engine, FailurePolicy failurePolicy, Duration deadline) {
    public void release(InFlightTable table) {
        engine.running()
                .filter(batch -> batch.age().compareTo(deadline) > 0)
                .ifPresent(batch -> batch.works().forEach(work -> release(table, work)));
    }

    private void release(InFlightTable table, Work work) {
        var failure = Failure.of("deadline", "expected inference within %s, found it unfinished".formatted(deadline))
                .about(work.request().id());
        table.finish(work.entry(), failurePolicy.transientFault(work.entry().delivery(), failure));
    }
}
