package io.judgefleet.worker.kafka;

import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.engine.BatchJudging;
import io.judgefleet.worker.engine.Engine;
import io.judgefleet.worker.engine.EngineSettings;
import io.judgefleet.worker.kafka.publishing.OutcomeWriter;
import io.judgefleet.worker.kafka.publishing.Writing;
import java.time.InstantSource;

/** Makes what each reader has for itself of what the readers of a worker share: judge, screening and formats. */
public record ReaderParts(Limits limits, Screening screening, BatchJudging judging, OutcomeWriter writer) {
    /**
     * How much a reader holds, judges and publishes at once.
     *
     * @param publishAtMost records of one transaction
     */
    public record Limits(Budget budget, EngineSettings engine, int publishAtMost) {
        public Limits {
            if (publishAtMost < 1) {
                throw new IllegalArgumentException("publish at most must be at least 1, found " + publishAtMost);
            }
        }
    }

    /** An admission with a table and an engine of its own. */
    Admission admission() {
        var observer = screening.observer();
        return new Admission(
                screening,
                new InFlightTable(limits.budget(), observer),
                new Engine(judging, limits.engine(), screening.marker(), observer));
    }

    Writing writing(InFlightTable table) {
        return new Writing(table, writer, screening.failurePolicy(), clock());
    }

    InstantSource clock() {
        return writer.clock();
    }
}
