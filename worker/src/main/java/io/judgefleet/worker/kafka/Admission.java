package io.judgefleet.worker.kafka;

import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.FailurePolicy.Failure;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.Outcome.Skip;
import io.judgefleet.worker.delivery.RequestHandler;
import io.judgefleet.worker.delivery.RequestHandler.Handled;
import io.judgefleet.worker.engine.CrashMarker;

/** Whether a delivery is ours to judge at all, before it is read: not another profile's, and not one that kills workers. */
record Admission(RequestHandler handler, CrashMarker marker, FailurePolicy failurePolicy) {
    /** How many deaths of the process make a record the culprit. */
    private static final int FATAL_DEATHS = 3;

    /**
     * What comes of a delivery.
     *
     * @throws io.judgefleet.schemas.wire.RegistryUnavailableException if a later try may tell
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

    /** The end of a delivery that is no longer judged, for it may be what workers die of. */
    Outcome suspect(Delivery delivery, String message) {
        return failurePolicy.givenUp(delivery, Failure.of("crash-suspect", message));
    }
}
