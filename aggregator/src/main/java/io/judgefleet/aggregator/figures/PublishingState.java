package io.judgefleet.aggregator.figures;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the rounds fared in which figures are handed on: how many succeeded and failed, and what failed last. Thread-safe. */
public final class PublishingState {
    private long done;
    private long failed;
    private @Nullable Failure failure;

    /**
     * Why rounds fail.
     *
     * @param since the first of the failed rounds without a successful one between
     */
    public record Failure(Instant since, String reason) {}

    synchronized void succeeded() {
        done++;
        failure = null;
    }

    /** Whether this reason was not known yet. */
    synchronized boolean failed(Instant at, String reason) {
        failed++;
        var known = failure;
        failure = new Failure(known == null ? at : known.since(), reason);
        return known == null || !known.reason().equals(reason);
    }

    public synchronized long done() {
        return done;
    }

    public synchronized long failed() {
        return failed;
    }

    /** Empty where the last round succeeded. */
    public synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }
}
