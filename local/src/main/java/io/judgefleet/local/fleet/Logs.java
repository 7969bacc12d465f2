package io.judgefleet.local.fleet;

import java.nio.file.Path;

/** Where this process logs: to a file, for the terminal is the person's. */
public final class Logs {
    /** To be called before anything logs. */
    public static void toFile(Path file) {
        System.setProperty("judgefleet.log.file", file.toString());
        System.setProperty("judgefleet.log.to", "FILE");
    }

    private Logs() {}
}
