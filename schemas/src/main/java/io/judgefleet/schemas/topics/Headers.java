package io.judgefleet.schemas.topics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The names of our record headers, whose values are UTF-8 text, and how they are read and written. */
public final class Headers {
    /** The profile that a request names, so that the judges of another skip it unread. */
    public static final String JUDGE_PROFILE = "judge-profile";

    /** The request's id, so that a topic can be searched for requests without decoding them. */
    public static final String REQUEST_ID = "request-id";

    /** On a label without a value: whose label of the comparison it withdraws; absent for the labels of all annotators. */
    public static final String ANNOTATOR = "annotator";

    /** How often a record has been delivered; absent on its first delivery. */
    public static final String DELIVERY_COUNT = "delivery-count";

    /** Milliseconds since the epoch before which a record on a retry topic is not to be judged. */
    public static final String NOT_BEFORE = "not-before";

    /** How often a dead letter was sent again; absent before the first time. */
    public static final String REDRIVE_COUNT = "__judge.redrive.count";

    /** What the headers that say why a record is dead begin with; {@link DeadLetters} has the rest. */
    public static final String ERRORS = "__judge.errors.";

    /** A header with its value cut, at the border of a character, to {@link Limits#MAX_HEADER_BYTES}. */
    public static Header header(String name, String value) {
        return new RecordHeader(name, cut(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** The last value under a name. */
    public static Optional<String> text(org.apache.kafka.common.header.Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .flatMap(header -> Optional.ofNullable(header.value()))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** How often a record has been delivered, this time included; 1 where the header is absent or no positive count. */
    public static int deliveryCount(org.apache.kafka.common.header.Headers headers) {
        return text(headers, DELIVERY_COUNT)
                .filter(count -> count.matches("[1-9][0-9]{0,8}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /** When a record falls due; empty where the header is absent or no time. */
    public static Optional<Instant> notBefore(org.apache.kafka.common.header.Headers headers) {
        return text(headers, NOT_BEFORE)
                .filter(millis -> millis.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .map(Instant::ofEpochMilli);
    }

    /** Replaces what the headers say about delivery. */
    public static void redeliver(org.apache.kafka.common.header.Headers headers, int deliveryCount, Instant notBefore) {
        headers.remove(DELIVERY_COUNT).add(header(DELIVERY_COUNT, Integer.toString(deliveryCount)));
        headers.remove(NOT_BEFORE).add(header(NOT_BEFORE, Long.toString(notBefore.toEpochMilli())));
    }

    private static byte[] cut(byte[] utf8) {
        if (utf8.length <= Limits.MAX_HEADER_BYTES) {
            return utf8;
        }
        int end = Limits.MAX_HEADER_BYTES;
        while (isContinuation(utf8[end])) {
            end--;
        }
        return Arrays.copyOf(utf8, end);
    }

    private static boolean isContinuation(byte unit) {
        return (unit & 0xC0) == 0x80;
    }

    private Headers() {}
}
