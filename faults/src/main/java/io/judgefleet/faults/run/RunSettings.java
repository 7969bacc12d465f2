package io.judgefleet.faults.run;

import io.judgefleet.faults.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run.
 *
 * @param seed of the schedule and of the requests
 * @param length of the time in which faults begin
 * @param requests to submit in that time, evenly
 * @param without kinds of faults to leave out
 * @param folder for everything that the run leaves
 */
public record RunSettings(
        long seed,
        Duration length,
        long requests,
        double faultsPerMinute,
        int workers,
        Set<FaultKind> without,
        Path folder) {
    private static final String PREFIX = "judgefleet.faults.";

    public RunSettings {
        without = Set.copyOf(without);
        if (!length.isPositive() || requests < 1) {
            throw new IllegalArgumentException(
                    "expected some time and requests, found %s and %d".formatted(length, requests));
        }
    }

    /** From the system properties {@code judgefleet.faults.*}; a seed of 0 means one of the clock's. */
    public static RunSettings fromProperties(Path folder) {
        long seed = Long.getLong(PREFIX + "seed", 0);
        return new RunSettings(
                seed == 0 ? System.currentTimeMillis() : seed,
                Duration.ofMillis(Math.round(60_000 * number("minutes", 10))),
                Long.getLong(PREFIX + "requests", 50_000),
                number("per-minute", 20),
                Integer.getInteger(PREFIX + "workers", 3),
                kinds(System.getProperty(PREFIX + "without", "")),
                folder);
    }

    double requestsPerSecond() {
        return requests / (length.toMillis() / 1e3);
    }

    private static double number(String name, double otherwise) {
        return Double.parseDouble(System.getProperty(PREFIX + name, Double.toString(otherwise)));
    }

    private static Set<FaultKind> kinds(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isBlank())
                .map(name -> FaultKind.valueOf(name.strip()))
                .collect(Collectors.toSet());
    }
}
