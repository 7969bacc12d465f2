package io.judgefleet.worker.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-03T04:05:06Z"));
    private final ClockWatch watch = new ClockWatch(now::get);

    @Test
    void shouldSayHowFarTheClockWasSetBack() {
        move(Duration.ofHours(2));

        assertThatIllegalStateException()
                .isThrownBy(() -> move(Duration.ofHours(-2)))
                .withMessageContaining("found it set back by PT2H");
    }

    @Test
    void shouldBearAClockThatIsSetForwardOrCorrectedALittle() {
        assertThatCode(() -> {
                    move(Duration.ofHours(2));
                    move(Duration.ofSeconds(-4));
                    move(Duration.ofSeconds(1));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNotBeOutwittedByManySmallSteps() {
        move(Duration.ofSeconds(-3));

        assertThatIllegalStateException().isThrownBy(() -> move(Duration.ofSeconds(-3)));
    }

    private void move(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
        watch.look();
    }
}
