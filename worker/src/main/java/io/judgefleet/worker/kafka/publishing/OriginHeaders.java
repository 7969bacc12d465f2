package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.worker.delivery.Delivery.Original;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/** Headers on a retried record that say where and when it was first produced, so that a dead letter can tell. */
public final class OriginHeaders {
    private static final String PREFIX = "__judge.origin.";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String TIMESTAMP = PREFIX + "timestamp";
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /** Where a record was first read, and the broker's time for it. */
    public record Origin(Source source, Instant timestamp) {}

    public static boolean isOne(DeadLetter.Header header) {
        return header.name().startsWith(PREFIX);
    }

    static void write(Headers headers, Original original) {
        var source = original.source();
        headers.add(io.judgefleet.schemas.topics.Headers.header(TOPIC, source.topic()));
        headers.add(io.judgefleet.schemas.topics.Headers.header(PARTITION, Integer.toString(source.partition())));
        headers.add(io.judgefleet.schemas.topics.Headers.header(OFFSET, Long.toString(source.offset())));
        headers.add(io.judgefleet.schemas.topics.Headers.header(
                TIMESTAMP, Long.toString(original.timestamp().toEpochMilli())));
    }

    /** Nothing where a header is missing, or no name or number: somebody else wrote to the retry topic. */
    public static Optional<Origin> read(Headers headers) {
        var topic = io.judgefleet.schemas.topics.Headers.text(headers, TOPIC)
                .filter(name -> TOPIC_NAME.matcher(name).matches());
        var partition = number(headers, PARTITION, 9);
        var offset = number(headers, OFFSET, 18);
        var timestamp = number(headers, TIMESTAMP, 18);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty() || timestamp.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Origin(
                new Source(topic.get(), (int) partition.getAsLong(), offset.getAsLong()),
                Instant.ofEpochMilli(timestamp.getAsLong())));
    }

    private static OptionalLong number(Headers headers, String name, int digits) {
        return io.judgefleet.schemas.topics.Headers.text(headers, name)
                .filter(text -> text.matches("[0-9]{1," + digits + "}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElseGet(OptionalLong::empty);
    }

    private OriginHeaders() {}
}
