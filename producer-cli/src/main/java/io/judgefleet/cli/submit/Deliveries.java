package io.judgefleet.cli.submit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What became of the records that were sent; thread-safe. */
final class Deliveries {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong labels = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<Optional<Exception>> firstFailure = new AtomicReference<>(Optional.empty());

    void delivered(Outgoing outgoing) {
        switch (outgoing.kind()) {
            case REQUEST -> requests.incrementAndGet();
            case LABEL -> labels.incrementAndGet();
        }
    }

    void failed(Exception thrown) {
        failed.incrementAndGet();
        firstFailure.compareAndSet(Optional.empty(), Optional.of(thrown));
    }

    long requests() {
        return requests.get();
    }

    long labels() {
        return labels.get();
    }

    long failed() {
        return failed.get();
    }

    Optional<Exception> firstFailure() {
        return firstFailure.get();
    }
}
