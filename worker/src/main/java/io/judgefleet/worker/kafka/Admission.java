package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.RequestHandler.Handled;
import io.judgefleet.worker.delivery.Work;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.CrashMarker;
import io.judgefleet.worker.engine.Engine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits deliveries to the table of one reader: each is queued for the engine, or has its outcome at once.
 *
 * <p>Belongs to the poll thread.
 */
record Admission(Screening screening, InFlightTable table, Engine engine) {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    /** Admits a delivery, or returns nothing while the schema registry does not answer. */
    @Nullable
    InFlight admit(Delivery delivery) {
        Handled handled;
        try {
            handled = screening.handle(delivery);
        } catch (RegistryUnavailableException e) {
            observer().registryFailed();
            log.atWarn().addKeyValue("error", e.getMessage()).log("schema registry did not answer");
            return null;
        }
        var entry = table.admit(delivery);
        switch (handled) {
            case Handled.Settled(var outcome) -> table.finish(entry, outcome);
            case Handled.Ready(var request, var task) -> {
                table.weigh(entry, task.tokens());
                engine.add(new Work(entry, request, task));
            }
        }
        return entry;
    }

    /** Admits a delivery that is not judged any more because it may be what crashes workers. */
    InFlight giveUp(Delivery delivery, String message) {
        var entry = table.admit(delivery);
        table.finish(entry, screening.suspect(delivery, message));
        return entry;
    }

    /** Moves what the engine has decided into the table, and releases the records of a batch that takes too long. */
    void collect() {
        engine.takeOutcomes(table::finish);
        engine.releaseOverdue(table::finish);
    }

    CrashMarker marker() {
        return screening.marker();
    }

    WorkObserver observer() {
        return screening.observer();
    }
}
