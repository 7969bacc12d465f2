package io.judgefleet.aggregator.counts;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** When the newest verdict came that this process has read. */
public final class Arrivals {
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong newest = new AtomicLong(NEVER);

    public void note(long timestamp) {
        newest.accumulateAndGet(timestamp, Math::max);
    }

    public Optional<Instant> newest() {
        var millis = newest.get();
        return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
