package io.judgefleet.worker.delivery;

import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record as it was delivered, unread.
 *
 * @param position where it lies now, which is a retry topic after a release
 * @param deliveryCount this delivery included
 * @param profile the judge profile that its headers name
 * @param notBefore when it falls due
 */
public record Delivery(
        Source position,
        Feed feed,
        Original original,
        int deliveryCount,
        Optional<String> profile,
        Optional<Instant> notBefore) {

    /** A record as it was first produced, whatever topics it has passed since. */
    public record Original(
            Source source,
            Optional<byte[]> key,
            Optional<byte[]> value,
            List<DeadLetter.Header> headers,
            Instant timestamp) {
        public Original {
            headers = List.copyOf(headers);
        }

        int bytes() {
            return value.map(bytes -> bytes.length).orElse(0);
        }
    }

    public PartitionId partition() {
        return PartitionId.of(position);
    }

    /** A time that lies further away than any retry is put off is no due time: somebody else wrote it. */
    public boolean isDue(Instant now) {
        return notBefore
                .map(due -> !due.isAfter(now) || due.isAfter(now.plus(RetryPolicy.LONGEST_DELAY)))
                .orElse(true);
    }
}
