package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.Console;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the brokers again until they answer, and prints that it waits.
 *
 * @param time after which the last failure is thrown
 */
record BrokerPatience(Duration time, String brokers, InstantSource clock, Console console) {
    /** The answer to a question that throws a timeout as long as no broker answers. */
    <T> T ask(Supplier<T> question, BooleanSupplier goOn) {
        var begin = clock.instant();
        var deadline = begin.plus(time);
        while (true) {
            try {
                return question.get();
            } catch (TimeoutException e) {
                if (!goOn.getAsBoolean() || !clock.instant().isBefore(deadline)) {
                    throw e;
                }
                console.note("waiting for the brokers at %s: no answer for %d s, trying for %d s (--broker-timeout)"
                        .formatted(
                                brokers,
                                Duration.between(begin, clock.instant()).toSeconds(),
                                time.toSeconds()));
            }
        }
    }
}
