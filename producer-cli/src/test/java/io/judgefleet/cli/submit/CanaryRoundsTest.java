package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Ran;
import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryRoundsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofHours(6);

    private final StringWriter said = new StringWriter();
    private final List<Instant> begun = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = START;

    @Test
    void shouldBeginARoundInEachPeriodWhenRoundsAreShort() throws Exception {
        var exitCode = run(3, () -> takes(Duration.ofMinutes(5)));

        assertThat(exitCode).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(begun).containsExactly(START, START.plus(PERIOD), START.plus(PERIOD.multipliedBy(2)));
        assertThat(pauses).containsOnly(PERIOD.minusMinutes(5));
    }

    @Test
    void shouldLeaveOutRoundsWhenOneTakesLonger() throws Exception {
        run(2, () -> takes(Duration.ofHours(13)));

        assertThat(begun).containsExactly(START, START.plus(PERIOD.multipliedBy(3)));
    }

    @Test
    void shouldGoOnWhenARoundFails() throws Exception {
        run(2, () -> {
            takes(Duration.ZERO);
            throw new CommandFailure(ExitCode.UNREACHABLE, "no answer from Kafka");
        });

        assertThat(begun).hasSize(2);
        assertThat(said.toString()).contains("round failed: no answer from Kafka");
    }

    @Test
    void shouldRefuseWhenThereIsNoScheduleToKeep() {
        assertThat(Ran.run("submit", "c.jsonl", "--every", "6h").err()).contains("expected --canary beside --every");
        assertThat(Ran.run("submit", "c.jsonl", "--canary", "--every", "5s").err())
                .contains("expected --every of 1m or more, found 5s");
        assertThat(Ran.run("submit", "-", "--canary", "--every", "6h").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private int run(int rounds, CanaryRounds.Round round) throws Exception {
        var out = new PrintWriter(said, true);
        CanaryRounds.Pause pause = time -> {
            pauses.add(time);
            now = now.plus(time);
            return begun.size() == rounds;
        };
        return new CanaryRounds(PERIOD, () -> now, pause, new Console(out, out)).run(() -> {
            begun.add(now);
            return round.submit();
        });
    }

    private int takes(Duration time) {
        now = now.plus(time);
        return ExitCode.DONE;
    }
}
