package io.judgefleet.schemas.topics;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A record that nobody could judge, with its original bytes.
 *
 * @param source where the record was read
 * @param headers the original ones in their order, without those that say why it is dead
 * @param timestamp of the record
 * @param cut what is missing of a record that was too large to be kept whole; empty where nothing is
 */
public record DeadLetter(
        Source source,
        Optional<byte[]> key,
        Optional<byte[]> value,
        List<Header> headers,
        Instant timestamp,
        Cause cause,
        Optional<String> cut) {
    public DeadLetter {
        headers = List.copyOf(headers);
        timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
    }

    /** A letter that has its whole record. */
    public DeadLetter(
            Source source,
            Optional<byte[]> key,
            Optional<byte[]> value,
            List<Header> headers,
            Instant timestamp,
            Cause cause) {
        this(source, key, value, headers, timestamp, cause, Optional.empty());
    }

    /** Where a record stood. */
    public record Source(String topic, int partition, long offset) {}

    /** A header as it stood; names may repeat, values may be absent. */
    public record Header(String name, Optional<byte[]> value) {}

    /**
     * Why a record is dead.
     *
     * @param stage such as {@code decode}, {@code validate} or {@code judge}
     * @param message what was expected and what was found
     * @param retryable whether a later try might have gone better
     */
    public record Cause(String stage, String message, boolean retryable, Optional<Fault> fault, LastTry lastTry) {}

    /** The exception behind a dead letter. */
    public record Fault(String exception, String stacktrace) {
        public static Fault of(Throwable thrown) {
            var stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            return new Fault(thrown.getClass().getName(), stack.toString());
        }
    }

    /**
     * Who tried last.
     *
     * @param deliveryCount how often the record had been delivered
     * @param judgeProfile the profile that the worker serves
     * @param requestId where it could be read
     */
    public record LastTry(int deliveryCount, String worker, String judgeProfile, Optional<String> requestId) {}
}
