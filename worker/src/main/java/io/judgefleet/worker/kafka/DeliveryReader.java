package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Delivery.Original;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.kafka.publishing.OriginHeaders;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes deliveries of records, by their headers alone.
 *
 * <p>Only on a retry topic do the headers about delivery mean anything; elsewhere a producer wrote them.
 */
final class DeliveryReader {
    private final Feeds feeds;

    DeliveryReader(Feeds feeds) {
        this.feeds = feeds;
    }

    Delivery read(ConsumerRecord<byte[], byte[]> received) {
        var feed = feeds.of(received.topic());
        var position = new Source(received.topic(), received.partition(), received.offset());
        boolean isRetry = feed == Feed.RETRY;
        return new Delivery(
                position,
                feed,
                isRetry ? retried(received, position) : original(received, position),
                isRetry ? Headers.deliveryCount(received.headers()) : 1,
                Headers.text(received.headers(), Headers.JUDGE_PROFILE),
                isRetry ? Headers.notBefore(received.headers()) : Optional.empty());
    }

    private static Original original(ConsumerRecord<byte[], byte[]> received, Source position) {
        return original(received, position, Instant.ofEpochMilli(received.timestamp()), headers(received));
    }

    private static Original retried(ConsumerRecord<byte[], byte[]> received, Source position) {
        var origin = OriginHeaders.read(received.headers())
                .orElseGet(() -> new OriginHeaders.Origin(position, Instant.ofEpochMilli(received.timestamp())));
        var headers =
                headers(received).stream().filter(header -> !isOurs(header)).toList();
        return original(received, origin.source(), origin.timestamp(), headers);
    }

    private static Original original(
            ConsumerRecord<byte[], byte[]> received,
            Source source,
            Instant timestamp,
            List<DeadLetter.Header> headers) {
        return new Original(
                source, Optional.ofNullable(received.key()), Optional.ofNullable(received.value()), headers, timestamp);
    }

    private static List<DeadLetter.Header> headers(ConsumerRecord<byte[], byte[]> received) {
        return Arrays.stream(received.headers().toArray())
                .filter(header -> !header.key().startsWith(Headers.ERRORS))
                .map(header -> new DeadLetter.Header(header.key(), Optional.ofNullable(header.value())))
                .toList();
    }

    private static boolean isOurs(DeadLetter.Header header) {
        return OriginHeaders.isOne(header)
                || header.name().equals(Headers.DELIVERY_COUNT)
                || header.name().equals(Headers.NOT_BEFORE);
    }
}
