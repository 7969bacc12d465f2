package io.judgefleet.worker.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** For how long outcomes have waited that could not be published; readable from any thread. */
final class Stall {
    private volatile @Nullable Long sinceNanos;

    /** Something has to be published, and was not. */
    void begin() {
        if (sinceNanos == null) {
            sinceNanos = System.nanoTime();
        }
    }

    /** Something was published, or nothing waits to be. */
    void end() {
        sinceNanos = null;
    }

    Duration age() {
        var since = sinceNanos;
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }
}
