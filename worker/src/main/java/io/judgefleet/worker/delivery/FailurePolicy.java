package io.judgefleet.worker.delivery;

import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetter.Cause;
import io.judgefleet.schemas.topics.DeadLetter.Fault;
import io.judgefleet.schemas.topics.DeadLetter.LastTry;
import java.time.Instant;
import java.util.Optional;

/** Decides what becomes of a delivery that could not be judged. */
public record FailurePolicy(RetryPolicy policy, String workerId, String judgeProfile) {

    /** Why a delivery was not judged, and whose request it is as far as that could be read. */
    public record Failure(String stage, String message, Optional<Throwable> thrown, Optional<RequestId> request) {
        public static Failure of(String stage, String message) {
            return new Failure(stage, message, Optional.empty(), Optional.empty());
        }

        public Failure by(Throwable cause) {
            return new Failure(stage, message, Optional.of(cause), request);
        }

        public Failure about(RequestId id) {
            return new Failure(stage, message, thrown, Optional.of(id));
        }
    }

    /** A fault that a later try may not meet: a release, and after the last delivery a dead letter. */
    public Outcome transientFault(Delivery delivery, Failure failure) {
        return policy.release(delivery.deliveryCount(), failure.message())
                .<Outcome>map(release -> release)
                .orElseGet(() -> dead(delivery, failure, true));
    }

    /** A fault that every later try would meet. */
    public Outcome permanentFault(Delivery delivery, Failure failure) {
        return dead(delivery, failure, false);
    }

    /** Its own deadline passed before its verdict was published: no later try can help, unless it is sent without one. */
    public Outcome requestExpired(Delivery delivery, RequestId request, Instant deadline, String found) {
        return givenUp(
                delivery,
                Failure.of("deadline", "expected a verdict before %s, found it %s".formatted(deadline, found))
                        .about(request));
    }

    /** A fault that may be gone when somebody sends the record again, but that no retry of ours is for. */
    public Outcome givenUp(Delivery delivery, Failure failure) {
        return dead(delivery, failure, true);
    }

    private Outcome dead(Delivery delivery, Failure failure, boolean retryable) {
        var original = delivery.original();
        return new Outcome.Reject(new DeadLetter(
                original.source(),
                original.key(),
                original.value(),
                original.headers(),
                original.timestamp(),
                new Cause(
                        failure.stage(),
                        failure.message(),
                        retryable,
                        failure.thrown().map(Fault::of),
                        new LastTry(
                                delivery.deliveryCount(),
                                workerId,
                                judgeProfile,
                                failure.request().map(RequestId::value)))));
    }
}
