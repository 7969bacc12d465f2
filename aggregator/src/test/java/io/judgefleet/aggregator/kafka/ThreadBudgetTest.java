package io.judgefleet.aggregator.kafka;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

final class ThreadBudgetTest {
    private Instant now = NOON;

    /** Nobody waits out a pause: the stream is being closed. */
    private final ThreadBudget budget = new ThreadBudget(clock(), new CountDownLatch(0));

    @Test
    void shouldGiveUpWhenElevenThreadsEndWithinTenMinutes() {
        assertThat(deaths(11))
                .startsWith(Collections.nCopies(10, StreamThreadExceptionResponse.REPLACE_THREAD)
                        .toArray(StreamThreadExceptionResponse[]::new))
                .endsWith(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(budget.deaths()).isEqualTo(11);
        assertThat(budget.lastDeathAt()).contains(NOON);
    }

    @Test
    void shouldGoOnWhenThreadsEndSeldom() {
        deaths(10);
        now = NOON.plus(Duration.ofMinutes(11));

        assertThat(deaths(10)).containsOnly(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(budget.deaths()).isEqualTo(20);
    }

    /** As of memory: the process cannot be trusted. */
    @Test
    void shouldGiveUpAtOnceWhenThreadEndsByAnError() {
        assertThat(budget.handle(new OutOfMemoryError("heap")))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private List<StreamThreadExceptionResponse> deaths(int count) {
        return Stream.generate(() -> budget.handle(new IllegalStateException("no room")))
                .limit(count)
                .toList();
    }
}
