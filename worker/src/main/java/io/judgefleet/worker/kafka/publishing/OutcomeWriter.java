package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.Outcome.Accept;
import io.judgefleet.worker.delivery.Outcome.Reject;
import io.judgefleet.worker.delivery.Outcome.Release;
import io.judgefleet.worker.delivery.Outcome.Skip;
import io.judgefleet.worker.delivery.RetryLane;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes records of outcomes; a skip needs none. */
public final class OutcomeWriter {
    /** What Kafka writes around a record and its batch, and around a header, at most. */
    private static final int RECORD_BYTES = 100;

    private static final int HEADER_BYTES = 10;

    private final Codec<Verdict> verdicts;
    private final InstantSource clock;
    private final FleetPrefix prefix;

    public OutcomeWriter(Codec<Verdict> verdicts, InstantSource clock, FleetPrefix prefix) {
        this.verdicts = verdicts;
        this.clock = clock;
        this.prefix = prefix;
    }

    public InstantSource clock() {
        return clock;
    }

    /**
     * The record that makes an outcome visible.
     *
     * @throws RecordTooLargeException if a verdict or a retry is larger than its topic takes; sent all the same it would
     *     make its transaction fail again and again
     * @throws io.judgefleet.schemas.wire.RegistryUnavailableException if a later try may go better
     * @throws io.judgefleet.schemas.wire.SchemaMissingException if the verdicts' schema was not deployed
     */
    public Optional<ProducerRecord<byte[], byte[]>> write(Delivery delivery, Outcome outcome) {
        return switch (outcome) {
            case Accept(var verdict, var deadline) -> Optional.of(fitting(Topics.VERDICTS, verdict(verdict)));
            case Release(var lane, var delay, var reason) ->
                Optional.of(fitting(
                        topic(lane), retry(delivery, lane, clock.instant().plus(delay))));
            case Reject(var letter) ->
                Optional.of(
                        DeadLetters.toRecord(prefix.topic(Topics.DEAD_LETTERS).name(), letter));
            case Skip skip -> Optional.empty();
        };
    }

    private ProducerRecord<byte[], byte[]> verdict(Verdict verdict) {
        var topic = prefix.topic(Topics.VERDICTS).name();
        var key = verdict.subject().comparisonId().value().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, verdicts.encode(topic, verdict));
    }

    private ProducerRecord<byte[], byte[]> retry(Delivery delivery, RetryLane lane, Instant due) {
        var original = delivery.original();
        var headers = new RecordHeaders();
        original.headers()
                .forEach(header -> headers.add(
                        new RecordHeader(header.name(), header.value().orElse(null))));
        Headers.redeliver(headers, delivery.deliveryCount() + 1, due);
        OriginHeaders.write(headers, original);
        return new ProducerRecord<>(
                prefix.topic(topic(lane)).name(),
                null,
                original.key().orElse(null),
                original.value().orElse(null),
                headers);
    }

    private static TopicSpec topic(RetryLane lane) {
        return switch (lane) {
            case SHORT -> Topics.RETRY_1M;
            case LONG -> Topics.RETRY_10M;
        };
    }

    private static ProducerRecord<byte[], byte[]> fitting(TopicSpec topic, ProducerRecord<byte[], byte[]> written) {
        int bytes = RECORD_BYTES + length(written.key()) + length(written.value());
        for (var header : written.headers()) {
            bytes += HEADER_BYTES + header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
        }
        if (bytes > topic.maxMessageBytes()) {
            throw new RecordTooLargeException("expected a record of at most %d bytes for %s, found %d"
                    .formatted(topic.maxMessageBytes(), written.topic(), bytes));
        }
        return written;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
