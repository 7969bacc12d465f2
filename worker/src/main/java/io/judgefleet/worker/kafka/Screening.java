package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.FailurePolicy.Failure;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.Outcome.Skip;
import io.judgefleet.worker.delivery.RequestHandler;
import io.judgefleet.worker.delivery.RequestHandler.Handled;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.CrashMarker;

/** Sorts out, before they are decoded, the deliveries of other judge profiles and those that crash workers. */
public record Screening(
        RequestHandler handler, CrashMarker marker, FailurePolicy failurePolicy, WorkObserver observer) {
    /** How many crashes of the process with a record in the engine make the record the culprit. */
    private static final int FATAL_DEATHS = 3;

    /**
     * What is to be done with a delivery.
     *
     * @throws RegistryUnavailableException if it cannot be decoded now
     */
    Handled handle(Delivery delivery) {
        if (delivery.profile().isPresent() && !delivery.profile().get().equals(failurePolicy.judgeProfile())) {
            return new Handled.Settled(new Skip(delivery.profile().get()));
        }
        int deaths = marker.deaths(delivery.original().source());
        return deaths >= FATAL_DEATHS
                ? new Handled.Settled(suspect(
                        delivery,
                        "expected the worker to survive it, found it in the engine at %d deaths".formatted(deaths)))
                : handler.handle(delivery);
    }

    /** The outcome of a delivery that is no longer judged because it may be what crashes workers. */
    Outcome suspect(Delivery delivery, String message) {
        return failurePolicy.givenUp(delivery, Failure.of("crash-suspect", message));
    }
}
