package io.judgefleet.local.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The last lines of a log, for the person who would open it next anyway. */
public final class LogTail {
    private static final int LINES = 12;

    public static String of(Path log) {
        try {
            var lines = Files.readString(log, StandardCharsets.UTF_8).strip().split("\n");
            int first = Math.max(0, lines.length - LINES);
            return String.join("\n", Arrays.copyOfRange(lines, first, lines.length))
                    .indent(2)
                    .stripTrailing();
        } catch (IOException e) {
            return "  (no log: " + e.getMessage() + ")";
        }
    }

    private LogTail() {}
}
