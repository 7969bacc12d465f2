package io.judgefleet.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One broker for all tests whose requests are kept apart by their judge profiles; with as many partitions as a real fleet. */
public final class SharedFleet {
    static final int PARTITIONS = 12;

    private static @Nullable Fleet fleet;

    public static synchronized Fleet get() {
        if (fleet == null) {
            fleet = start();
        }
        return fleet;
    }

    private static Fleet start() {
        try {
            var folder = Files.createTempDirectory("judgefleet-worker");
            var started = Fleet.start(folder, PARTITIONS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, folder)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Fleet started, Path folder) {
        started.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SharedFleet() {}
}
