package io.judgefleet.worker.kafka.publishing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** For how long outcomes have waited that could not be published; readable from any thread. */
public final class Stall {
    private volatile @Nullable Long sinceNanos;

    /** Something has to be published, and was not. */
    public void begin() {
        if (sinceNanos == null) {
            sinceNanos = System.nanoTime();
        }
    }

    /** Something was published, or nothing waits to be. */
    public void end() {
        sinceNanos = null;
    }

    public Duration age() {
        var since = sinceNanos;
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }
}
