package io.judgefleet.benchmarks.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What Linux says of this process's memory, in bytes.
 *
 * @param resident all pages that are in memory
 * @param own those of them that no file backs
 * @param most the most that was ever resident
 */
record ProcessMemory(long resident, long own, long most) {
    private static final long KIB = 1024;

    static ProcessMemory now() {
        return new ProcessMemory(field("VmRSS"), field("RssAnon"), field("VmHWM"));
    }

    String text() {
        return String.format(
                Locale.ROOT, "%d MiB resident (%d of its own), at most %d", mib(resident), mib(own), mib(most));
    }

    static long mib(long bytes) {
        return bytes / KIB / KIB;
    }

    private static long field(String name) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
