package io.judgefleet.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person sees standard error as it is written, on a terminal that can erase a line. */
final class Terminal {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /** Linux says what standard error is; elsewhere a console is what Java takes for one. */
    static boolean isInteractive() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return Files.isSymbolicLink(STANDARD_ERROR)
                    ? Files.readSymbolicLink(STANDARD_ERROR).toString().matches("/dev/(pts/|tty|console).*")
                    : System.console() != null;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private Terminal() {}
}
