package io.judgefleet.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.local.supervision.SupervisedAggregator.Running;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisedAggregatorTest {
    private static final RestartPolicy SLOWLY =
            new RestartPolicy(Duration.ofMinutes(1), 3, Duration.ofMillis(100), Duration.ofMillis(100));
    private static final InstantSource STANDING = InstantSource.fixed(Instant.EPOCH);

    private final List<FakeAggregator> started = Collections.synchronizedList(new ArrayList<>());
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean isBroken;

    @Test
    void shouldStartAgainAndSaySoWhenItFailsForGood() throws Exception {
        try (var supervised = SupervisedAggregator.start(this::aggregator, SLOWLY, STANDING)) {
            supervised.reportTo(said::add);

            started.getFirst().fail();

            await("another aggregator").untilAsserted(() -> assertThat(started).hasSize(2));
            assertThat(said).containsExactly("the aggregator failed; it is started again in 0.1 s");
            assertThat(started.getFirst().isClosed()).isTrue();
        }
    }

    @Test
    void shouldSayWhyAndTryOnWhenItDoesNotStartAgain() throws Exception {
        try (var supervised = SupervisedAggregator.start(this::aggregator, SLOWLY, STANDING)) {
            supervised.reportTo(said::add);
            isBroken = true;

            started.getFirst().fail();

            await("a reason")
                    .untilAsserted(() -> assertThat(said)
                            .contains("the aggregator did not start (no space left); it is started again in 0.1 s"));
            isBroken = false;
            await("another aggregator").untilAsserted(() -> assertThat(started).hasSize(2));
        }
    }

    @Test
    void shouldNotStartAgainWhenItWasClosed() throws Exception {
        var supervised = SupervisedAggregator.start(this::aggregator, SLOWLY, STANDING);
        supervised.reportTo(said::add);

        supervised.close();

        assertThat(started.getFirst().isClosed()).isTrue();
        assertThat(started).hasSize(1);
        assertThat(said).isEmpty();
    }

    private FakeAggregator aggregator() {
        if (isBroken) {
            throw new IllegalStateException("no space left");
        }
        var fake = new FakeAggregator();
        started.add(fake);
        return fake;
    }

    /** Ends when it is made to. */
    private static final class FakeAggregator implements Running {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean isClosed;

        void fail() {
            ended.countDown();
        }

        boolean isClosed() {
            return isClosed;
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            ended.await();
        }

        @Override
        public void close() {
            isClosed = true;
            ended.countDown();
        }
    }
}
