package io.judgefleet.faults.run;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A run.
 *
 * @param seed of the schedule and of the requests
 * @param length of the time in which faults begin
 * @param requests to submit in that time, evenly
 * @param folder for everything that the run leaves
 */
public record RunSettings(long seed, Duration length, long requests, double faultsPerMinute, int workers, Path folder) {
    public RunSettings {
        if (!length.isPositive() || requests < 1) {
            throw new IllegalArgumentException("expected some time and requests, found %s and %d"
                    .formatted(length, requests));
        }
    }

    /** From the system properties {@code judgefleet.faults.*}; a seed of 0 means one of the clock's. */
    public static RunSettings fromProperties(Path folder) {
        long seed = Long.getLong("judgefleet.faults.seed", 0);
        double minutes = Double.parseDouble(System.getProperty("judgefleet.faults.minutes", "10"));
        return new RunSettings(
                seed == 0 ? System.currentTimeMillis() : seed,
                Duration.ofMillis(Math.round(minutes * 60_000)),
                Long.getLong("judgefleet.faults.requests", 50_000),
                Double.parseDouble(System.getProperty("judgefleet.faults.per-minute", "20")),
                Integer.getInteger("judgefleet.faults.workers", 3),
                folder);
    }

    double requestsPerSecond() {
        return requests / (length.toMillis() / 1e3);
    }
}
