package io.judgefleet.local;

import java.nio.file.Path;

/** Where this process logs: to a file, for the terminal is the person's. */
final class Logs {
    /** To be called before anything logs. */
    static void toFile(Path file) {
        System.setProperty("judgefleet.log.file", file.toString());
        System.setProperty("judgefleet.log.to", "FILE");
    }

    private Logs() {}
}
