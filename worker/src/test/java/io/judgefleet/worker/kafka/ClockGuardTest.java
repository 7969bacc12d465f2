package io.judgefleet.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClockGuardTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-03T04:05:06Z"));

    @Test
    @Timeout(60)
    void shouldTellOfAClockThatWasSetBackWhateverOtherThreadsWaitFor() throws Exception {
        var fault = new CompletableFuture<Throwable>();
        try (var guard = new ClockGuard(new ClockWatch(now::get), fault::complete)) {
            guard.start();

            now.updateAndGet(instant -> instant.minus(Duration.ofHours(2)));

            assertThat(fault.get(30, TimeUnit.SECONDS)).hasMessageContaining("found it set back by PT2H");
        }
    }
}
