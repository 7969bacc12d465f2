package io.judgefleet.schemas;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record that nobody could judge, with its original bytes.
 *
 * @param source where the record was read
 * @param headers the original ones, without those that say why it is dead
 */
public record DeadLetter(
        Source source,
        Optional<byte[]> key,
        Optional<byte[]> value,
        Map<String, byte[]> headers,
        Instant timestamp,
        Cause cause) {
    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    /** Where a record stood. */
    public record Source(String topic, int partition, long offset) {}

    /**
     * Why a record is dead.
     *
     * @param stage such as {@code decode}, {@code validate} or {@code judge}
     * @param exception class name of the fault, empty when there was none
     */
    public record Cause(
            String stage, String exception, String message, boolean retryable, int attempts, String worker) {}
}
