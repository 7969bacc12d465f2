package io.judgefleet.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.Outcome.Release;
import io.judgefleet.worker.delivery.RetryLane;
import io.judgefleet.worker.kafka.publishing.OutcomeWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeliveryReaderTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {2, 3};

    private final DeliveryReader reader = new DeliveryReader(new Feeds(Set.of(Lane.LIVE, Lane.BULK), FleetPrefix.NONE));

    @Test
    void shouldTellTheFeedByTheTopic() {
        assertThat(read(Topics.JUDGE_REQUESTS.name()).feed()).isEqualTo(Feed.LIVE);
        assertThat(read(Topics.JUDGE_REQUESTS_BULK.name()).feed()).isEqualTo(Feed.BULK);
        assertThat(read(Topics.RETRY_1M.name()).feed()).isEqualTo(Feed.RETRY);
        assertThat(read(Topics.RETRY_10M.name()).feed()).isEqualTo(Feed.RETRY);
    }

    @Test
    void shouldBelieveHeadersAboutDeliveryOnRetryTopicsOnly() {
        var count = Headers.header(Headers.DELIVERY_COUNT, "4");

        assertThat(read(Topics.JUDGE_REQUESTS.name(), count).deliveryCount()).isEqualTo(1);
        assertThat(read(Topics.RETRY_1M.name(), count).deliveryCount()).isEqualTo(4);
    }

    @Test
    void shouldFindTheOriginalAgainAfterTwoRetries() {
        var first = read(
                Topics.JUDGE_REQUESTS.name(),
                Headers.header(Headers.JUDGE_PROFILE, "judgelm"),
                new RecordHeader("trace", new byte[] {9}),
                new RecordHeader("trace", null));

        var second = reader.read(received(released(first, RetryLane.SHORT), 70));
        var third = reader.read(received(released(second, RetryLane.LONG), 80));

        assertThat(third.position().topic()).isEqualTo(Topics.RETRY_10M.name());
        assertThat(third.original().source()).isEqualTo(first.position());
        assertThat(third.original().timestamp()).isEqualTo(NOW);
        assertThat(third.original().headers())
                .isEqualTo(first.original().headers())
                .hasSize(3);
        assertThat(third.original().value())
                .hasValueSatisfying(value -> assertThat(value).isEqualTo(VALUE));
        assertThat(third.original().key())
                .hasValueSatisfying(key -> assertThat(key).isEqualTo(KEY));
        assertThat(third.deliveryCount()).isEqualTo(3);
        assertThat(third.notBefore()).contains(NOW.plus(Duration.ofMinutes(1)));
        assertThat(third.profile()).contains("judgelm");
    }

    @Test
    void shouldTakeARetryWithoutOriginForItsOwnOrigin() {
        var delivery = read(Topics.RETRY_1M.name(), Headers.header("__judge.origin.offset", "many"));

        assertThat(delivery.original().source()).isEqualTo(delivery.position());
    }

    private Delivery read(String topic, Header... headers) {
        return reader.read(new ConsumerRecord<>(
                topic,
                2,
                7,
                NOW.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                1,
                2,
                KEY,
                VALUE,
                new RecordHeaders(List.of(headers)),
                Optional.empty()));
    }

    private static ProducerRecord<byte[], byte[]> released(Delivery delivery, RetryLane lane) {
        try (var codec = Codec.verdicts(Map.of("schema.registry.url", "mock://reader"))) {
            return new OutcomeWriter(codec, () -> NOW, FleetPrefix.NONE)
                    .write(delivery, new Release(lane, Duration.ofMinutes(1), "engine failed"))
                    .orElseThrow();
        }
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> produced, long offset) {
        return new ConsumerRecord<>(
                produced.topic(),
                0,
                offset,
                NOW.plusSeconds(offset).toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                1,
                2,
                produced.key(),
                produced.value(),
                produced.headers(),
                Optional.empty());
    }
}
