package io.judgefleet.cli.submit.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final ArrayList<String> acknowledged = new ArrayList<>();

    @Test
    void shouldTellOfRequestOnlyWhenBrokersHaveIt() {
        var publisher = publisher(10);
        publisher.send(request("r1"), () -> true);
        publisher.send(request("r2"), () -> true);

        producer.completeNext();
        producer.errorNext(new TimeoutException("too late"));

        assertThat(acknowledged).containsExactly("r1");
        assertThat(publisher.deliveries().requests()).isEqualTo(1);
        assertThat(publisher.deliveries().failed()).isEqualTo(1);
        assertThat(publisher.deliveries().firstFailure())
                .get()
                .hasToString(new TimeoutException("too late").toString());
    }

    @Test
    void shouldGiveUpWhenNothingWasAcknowledgedWhileARecordRanOutOfTime() {
        var publisher = publisher(10);
        publisher.send(request("r1"), () -> true);
        publisher.send(request("r2"), () -> true);

        producer.completeNext();
        producer.errorNext(new TimeoutException("too late"));
        boolean whenOthersArrive = publisher.deliveries().isGivenUp();
        publisher.send(request("r3"), () -> true);
        producer.errorNext(new TimeoutException("too late"));

        assertThat(whenOthersArrive).isFalse();
        assertThat(publisher.deliveries().isGivenUp()).isTrue();
    }

    @Test
    void shouldGoOnWhenARecordIsRefusedByBrokersThatAnswer() {
        var publisher = publisher(10);
        publisher.send(request("r1"), () -> true);

        producer.errorNext(new RecordTooLargeException("too large"));

        assertThat(publisher.deliveries().isGivenUp()).isFalse();
    }

    @Test
    void shouldSendNoMoreThanAllowedWhenNothingIsAcknowledged() {
        var publisher = publisher(2);
        publisher.send(request("r1"), () -> true);
        publisher.send(request("r2"), () -> true);
        var asked = new AtomicLong();

        publisher.send(request("r3"), () -> asked.incrementAndGet() < 3);

        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void shouldLetPassOneAfterTheOtherWhenPaceIsSet() {
        var now = new AtomicLong();
        var waits = new ArrayList<Long>();
        var rateLimit = new RateLimit(10, now::get);

        for (int i = 0; i < 5; i++) {
            var before = now.get();
            rateLimit.await(() -> {
                now.addAndGet(50_000_000);
                return true;
            });
            waits.add((now.get() - before) / 1_000_000);
        }

        assertThat(waits).containsExactly(0L, 100L, 100L, 100L, 100L);
    }

    private Publisher publisher(int maxInFlight) {
        var unlimited = new RateLimit(Double.POSITIVE_INFINITY, () -> 0);
        return new Publisher(producer, unlimited, maxInFlight, outgoing -> acknowledged.add(outgoing.id()));
    }

    private static OutgoingRecord request(String id) {
        return new OutgoingRecord(OutgoingRecord.Kind.REQUEST, id, new ProducerRecord<>("judge-requests", new byte[0]));
    }
}
