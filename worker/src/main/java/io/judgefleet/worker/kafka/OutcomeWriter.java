package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.Codec;
import io.judgefleet.schemas.DeadLetters;
import io.judgefleet.schemas.FleetPrefix;
import io.judgefleet.schemas.Headers;
import io.judgefleet.schemas.Topics;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.worker.Delivery;
import io.judgefleet.worker.Outcome;
import io.judgefleet.worker.Outcome.Accept;
import io.judgefleet.worker.Outcome.Reject;
import io.judgefleet.worker.Outcome.Release;
import io.judgefleet.worker.Outcome.Skip;
import io.judgefleet.worker.RetryLane;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes records of outcomes; a skip needs none. */
final class OutcomeWriter {
    private final Codec<Verdict> verdicts;
    private final InstantSource clock;
    private final FleetPrefix prefix;

    OutcomeWriter(Codec<Verdict> verdicts, InstantSource clock, FleetPrefix prefix) {
        this.verdicts = verdicts;
        this.clock = clock;
        this.prefix = prefix;
    }

    /**
     * The record that makes an outcome visible.
     *
     * @throws org.apache.kafka.common.errors.RecordTooLargeException if a verdict is larger than its topic takes
     * @throws io.judgefleet.schemas.RegistryUnavailableException if a later try may go better
     * @throws io.judgefleet.schemas.SchemaMissingException if the verdicts' schema was not deployed
     */
    Optional<ProducerRecord<byte[], byte[]>> write(Delivery delivery, Outcome outcome) {
        return switch (outcome) {
            case Accept(var verdict, var deadline) -> Optional.of(verdict(verdict));
            case Release(var lane, var delay, var reason) ->
                Optional.of(retry(delivery, lane, clock.instant().plus(delay)));
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
        var topic = switch (lane) {
            case SHORT -> Topics.RETRY_1M;
            case LONG -> Topics.RETRY_10M;
        };
        return new ProducerRecord<>(
                prefix.topic(topic).name(),
                null,
                original.key().orElse(null),
                original.value().orElse(null),
                headers);
    }
}
