package io.judgefleet.faults.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A record on a topic from which workers read; its outcome is owed.
 *
 * @param profile the judge profile it names, where that can be read
 * @param digest over all that a dead letter must keep
 * @param notBefore when it falls due, on a retry topic
 */
public record Delivered(
        Position at,
        DeliveryKey key,
        Optional<String> profile,
        Instant appendedAt,
        String digest,
        Optional<Instant> notBefore) {
    public boolean isRetry() {
        return key.count() > 1;
    }
}
