package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerPatienceTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final StringWriter err = new StringWriter();
    private final Instant start = Instant.parse("2026-12-01T00:00:00Z");
    private Instant now = start;

    @Test
    void shouldGoOnWhenBrokersAnswerAgainAfterTwentySeconds() {
        var answer = patience().ask(() -> answerAfter(Duration.ofSeconds(20)), () -> true);

        assertThat(answer).isEqualTo("topics");
        assertThat(err.toString().lines())
                .containsExactly(
                        "waiting for the brokers at here:9092: no answer for 10 s, trying for 60 s (--broker-timeout)");
    }

    @Test
    void shouldGiveUpWhenBrokersStayAwayForLonger() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> patience().ask(() -> answerAfter(Duration.ofSeconds(70)), () -> true));
        assertThat(now).isEqualTo(start.plus(LONGEST_WAIT));
    }

    @Test
    void shouldNotWaitWhenThePersonWantsToEnd() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> patience().ask(() -> answerAfter(Duration.ofSeconds(20)), () -> false));
        assertThat(err.toString()).isEmpty();
    }

    /** Each question takes ten seconds. */
    private String answerAfter(Duration absence) {
        now = now.plusSeconds(10);
        if (now.isBefore(start.plus(absence))) {
            throw new TimeoutException("no answer");
        }
        return "topics";
    }

    private BrokerPatience patience() {
        var writer = new PrintWriter(err, true);
        return new BrokerPatience(LONGEST_WAIT, "here:9092", () -> now, new Console(writer, writer));
    }
}
