package io.judgefleet.worker.delivery;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PromptTooLongException;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.worker.delivery.FailurePolicy.Failure;
import io.judgefleet.worker.delivery.Outcome.Skip;
import java.time.InstantSource;

/** Reads a delivery and finds out whether it can be judged; a delivery that cannot is an outcome, no exception. */
public final class RequestHandler {
    private final RequestDecoder decoder;
    private final Judge judge;
    private final FailurePolicy failurePolicy;
    private final InstantSource clock;

    public RequestHandler(RequestDecoder decoder, Judge judge, FailurePolicy failurePolicy, InstantSource clock) {
        this.decoder = decoder;
        this.judge = judge;
        this.failurePolicy = failurePolicy;
        this.clock = clock;
    }

    /** What came of reading a delivery. */
    public sealed interface Handled {
        /** It is ready for the engine. */
        record Ready(JudgeRequest request, PreparedTask task) implements Handled {}

        /** It needs no judge. */
        record Settled(Outcome outcome) implements Handled {}
    }

    /**
     * Reads one delivery.
     *
     * @throws RegistryUnavailableException when it cannot be read now; it is no fault of the record
     */
    public Handled handle(Delivery delivery) {
        try {
            return read(delivery);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // whatever a record makes us throw is its own end, not ours
            return rejected(delivery, Failure.of("prepare", message(e)).by(e));
        }
    }

    private Handled read(Delivery delivery) {
        int bytes = delivery.original().bytes();
        if (bytes > Limits.MAX_REQUEST_BYTES) {
            return rejected(
                    delivery,
                    Failure.of(
                            "validate",
                            "expected at most %d bytes, found %d".formatted(Limits.MAX_REQUEST_BYTES, bytes)));
        }
        return switch (decoder.decode(delivery)) {
            case Decoded.Unreadable<JudgeRequest> unreadable ->
                rejected(delivery, Failure.of("decode", unreadable.reason()));
            case Decoded.Readable<JudgeRequest> readable -> validate(delivery, readable.value());
        };
    }

    private Handled validate(Delivery delivery, JudgeRequest request) {
        if (!request.judgeProfile().equals(failurePolicy.judgeProfile())) {
            return new Handled.Settled(new Skip(request.judgeProfile()));
        }
        var deadline = request.routing().deadline();
        if (deadline.isPresent() && !deadline.get().isAfter(clock.instant())) {
            return new Handled.Settled(
                    failurePolicy.requestExpired(delivery, request.id(), deadline.get(), "received after that"));
        }
        return prepare(delivery, request);
    }

    private Handled prepare(Delivery delivery, JudgeRequest request) {
        try {
            return new Handled.Ready(
                    request, judge.prepare(JudgeTask.of(request.comparison(), request.mode(), request.orders())));
        } catch (PromptTooLongException | IllegalArgumentException e) {
            var stage = e instanceof PromptTooLongException ? "prompt-too-long" : "validate";
            return rejected(delivery, Failure.of(stage, message(e)).by(e).about(request.id()));
        }
    }

    private Handled rejected(Delivery delivery, Failure failure) {
        return new Handled.Settled(failurePolicy.permanentFault(delivery, failure));
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
