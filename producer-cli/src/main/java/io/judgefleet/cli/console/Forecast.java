package io.judgefleet.cli.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** The mean speed of some work since it began, and how long the rest takes at that speed, for a line of progress. */
public final class Forecast {
    private static final double LEAST_SHARE = 0.001;
    private static final double SLOW = 10;

    private final InstantSource clock;
    private final Instant begin;

    public Forecast(InstantSource clock) {
        this.clock = clock;
        this.begin = clock.instant();
    }

    /**
     * Such as {@code , 120/s, 4 min left}; empty in the first second, without an end where the whole is unknown.
     *
     * @param items that are done
     * @param share of the whole that is done, from 0 to 1; not a number where the whole is unknown
     */
    public String of(long items, double share) {
        double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
        if (seconds < 1) {
            return "";
        }
        double rate = items / seconds;
        var text = String.format(Locale.ROOT, rate < SLOW ? ", %.1f/s" : ", %,.0f/s", rate);
        return share >= LEAST_SHARE && share < 1 ? text + ", " + left(seconds * (1 - share) / share) : text;
    }

    private static String left(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 100) {
            return whole + " s left";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 100 ? minutes + " min left" : "%d h %d min left".formatted(minutes / 60, minutes % 60);
    }
}
