package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Submits the same comparisons at fixed times until the command is told to end. A round that fails is said and does not keep
 * the next from coming; one that takes longer than the period makes those fall out that it ran into.
 */
final class CanaryRounds {
    private final Duration period;
    private final InstantSource clock;
    private final Pause pause;
    private final Console console;

    /** One submission of all comparisons. */
    interface Round {
        int submit() throws IOException;
    }

    /** Waits for so long, or less if the command should end; says whether it should. */
    interface Pause {
        boolean isEndWithin(Duration time);
    }

    CanaryRounds(Duration period, InstantSource clock, Pause pause, Console console) {
        this.period = period;
        this.clock = clock;
        this.pause = pause;
        this.console = console;
    }

    int run(Round round) throws IOException {
        var due = clock.instant();
        do {
            submit(round);
            due = next(due);
        } while (!pause.isEndWithin(Duration.between(clock.instant(), due)));
        return ExitCode.INTERRUPTED;
    }

    private void submit(Round round) throws IOException {
        try {
            round.submit();
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.USAGE) {
                throw e;
            }
            console.note("round failed: " + e.getMessage());
        } catch (KafkaException e) {
            if (e instanceof InterruptException) {
                throw e;
            }
            console.note("round failed: " + e.getMessage());
        }
    }

    /** The first time of the schedule that is still to come. */
    private Instant next(Instant due) {
        var past = Duration.between(due, clock.instant()).dividedBy(period);
        return due.plus(period.multipliedBy(past + 1));
    }
}
