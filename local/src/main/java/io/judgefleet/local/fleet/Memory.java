package io.judgefleet.local.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory a process holds, where the system says so. */
public final class Memory {
    private static final String RESIDENT = "VmRSS:";

    /** Resident megabytes of a process; empty on systems without Linux's process folder. */
    static OptionalLong residentMegabytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** As {@link #residentMegabytes}, in words. */
    static String words(long pid) {
        var megabytes = residentMegabytes(pid);
        return megabytes.isPresent() ? megabytes.getAsLong() + " MB" : "unknown";
    }

    private Memory() {}
}
