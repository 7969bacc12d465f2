package io.judgefleet.worker.kafka.publishing;

import static io.judgefleet.worker.WorkerFixtures.NOW;
import static io.judgefleet.worker.WorkerFixtures.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Delivery.Original;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.RetryPolicy;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.CrashMarker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When outcomes wait that cannot be published, which is what makes a worker unready. */
class PublishingTest {
    private static final int TRIES = 20;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Codec<Verdict> verdicts =
            Codec.verdicts(Map.of("schema.registry.url", "mock://publishing", "auto.register.schemas", true));
    private final InFlightTable table = new InFlightTable(new Budget(1_000), WorkObserver.NONE);
    private final Delivery delivery = delivery();
    private Instant now = NOW;
    private CrashMarker marker;
    private Publishing publishing;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        marker = CrashMarker.open(folder.resolve("marker"));
        var failurePolicy = new FailurePolicy(RetryPolicy.DEFAULT, "w1", PROFILE);
        publishing = new Publishing(
                new Writing(table, new OutcomeWriter(verdicts, () -> now, FleetPrefix.NONE), failurePolicy, () -> now),
                new Publisher(() -> producer, consumer, 10),
                marker,
                WorkObserver.NONE);
        publishing.begin();
    }

    @AfterEach
    void close() {
        publishing.close();
        marker.close();
        verdicts.close();
    }

    @Test
    void shouldBeStalledUntilATransactionSucceeds() {
        producer.commitTransactionException = new TimeoutException("no answer");
        finishOne();
        publish();
        assertThat(publishing.stalled()).isPositive();

        producer.commitTransactionException = null;
        publish();

        assertThat(publishing.stalled()).isZero();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void shouldNoLongerBeStalledWhenWhatWaitedWentToAnotherWorker() {
        producer.commitTransactionException = new TimeoutException("no answer");
        finishOne();
        publish();

        table.giveBack(List.of(delivery.partition()));
        publish();

        assertThat(publishing.stalled()).isZero();
    }

    private void finishOne() {
        table.finish(table.admit(delivery), new Outcome.Skip("another"));
    }

    /** Often enough to settle a doubt and to try again, each time after the pause that a failure brings. */
    private void publish() {
        for (int i = 0; i < TRIES; i++) {
            publishing.publish();
            now = now.plusSeconds(10);
        }
    }

    private static Delivery delivery() {
        var source = new Source("judge-requests", 0, 7);
        var original = new Original(source, Optional.empty(), Optional.of(new byte[30]), List.of(), NOW);
        return new Delivery(source, Feed.LIVE, original, 1, Optional.of(PROFILE), Optional.empty());
    }
}
