package io.judgefleet.cli.submit.sending;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lets one request pass after another, no more than so many a second. */
public final class RateLimit {
    private static final long LONGEST_PARK = Duration.ofMillis(100).toNanos();

    private final double nanosApart;
    private final LongSupplier clock;
    private double next;

    /**
     * A pace.
     *
     * @param perSecond infinite for as fast as it goes
     * @param nanoClock such as {@link System#nanoTime}
     */
    public RateLimit(double perSecond, LongSupplier nanoClock) {
        this.nanosApart = Duration.ofSeconds(1).toNanos() / perSecond;
        this.clock = nanoClock;
        this.next = nanoClock.getAsLong();
    }

    /** Waits for the turn of the next one, but not longer than wanted. */
    void await(BooleanSupplier goOn) {
        for (long left = left(); left > 0 && goOn.getAsBoolean(); left = left()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK));
        }
        // A pause of the caller's is not made up for by a burst.
        next = Math.max(next, clock.getAsLong() - nanosApart) + nanosApart;
    }

    private long left() {
        return (long) (next - clock.getAsLong());
    }

    /** Reads a rate such as {@code 50}, {@code 50/s} or {@code 0.5/s}. */
    public static final class Converter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            var number = text.replaceFirst("/s$", "");
            if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") || Double.parseDouble(number) == 0) {
                throw new TypeConversionException("expected a rate such as 50/s, found \"" + text + "\"");
            }
            return Double.valueOf(number);
        }
    }
}
