package io.judgefleet.cli.submit.sending;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;

/** What became of the records that were sent; thread-safe. */
public final class Deliveries {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong labels = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<Optional<Exception>> firstFailure = new AtomicReference<>(Optional.empty());

    private volatile boolean isGivenUp;

    public void delivered(OutgoingRecord outgoing) {
        switch (outgoing.kind()) {
            case REQUEST -> requests.incrementAndGet();
            case LABEL -> labels.incrementAndGet();
        }
    }

    /**
     * A record that is not on its topic.
     *
     * @param deliveredBefore so many were delivered when it was sent: where none has been since, the brokers let its whole time
     *     pass in silence, and those behind it would wait as long each
     */
    public void failed(Exception thrown, long deliveredBefore) {
        if (thrown instanceof TimeoutException && delivered() == deliveredBefore) {
            isGivenUp = true;
        }
        failed.incrementAndGet();
        firstFailure.compareAndSet(Optional.empty(), Optional.of(thrown));
    }

    /** Whether the brokers were silent for so long that nothing more is to be sent. */
    public boolean isGivenUp() {
        return isGivenUp;
    }

    public long delivered() {
        return requests() + labels();
    }

    public long requests() {
        return requests.get();
    }

    public long labels() {
        return labels.get();
    }

    public long failed() {
        return failed.get();
    }

    public Optional<Exception> firstFailure() {
        return firstFailure.get();
    }
}
