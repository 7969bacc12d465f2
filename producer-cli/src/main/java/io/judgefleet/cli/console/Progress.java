package io.judgefleet.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * One line that is written over on a terminal; a line of its own every ten seconds elsewhere; nothing when quiet. A line that is
 * longer than the terminal is wide is cut by the terminal itself, which does not wrap it: so it stays one line when the window is
 * made narrower. Thread-safe.
 */
public final class Progress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    /** Control sequences of ECMA-48 and DEC's terminals. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String ERASE_REST = "\u001b[K";

    private final PrintWriter err;
    private final InstantSource clock;
    private final boolean isTerminal;
    private final boolean isQuiet;
    private Instant last;
    private boolean isShown;

    public Progress(PrintWriter err, InstantSource clock, boolean isTerminal, boolean isQuiet) {
        this.err = err;
        this.clock = clock;
        this.isTerminal = isTerminal;
        this.isQuiet = isQuiet;
        this.last = clock.instant();
    }

    /** Shows a line when it is time to. */
    public synchronized void show(Supplier<String> line) {
        var now = clock.instant();
        if (!isQuiet && now.isAfter(last.plus(isTerminal ? ON_TERMINAL : ELSEWHERE))) {
            last = now;
            write(line.get());
        }
    }

    /** Makes room for other lines on a terminal. */
    public synchronized void clear() {
        if (isShown) {
            err.print("\r" + ERASE_REST);
            err.flush();
            isShown = false;
        }
    }

    private void write(String line) {
        if (isTerminal) {
            err.print("\r" + NO_WRAP + line + ERASE_REST + WRAP);
            isShown = true;
        } else {
            err.println(line);
        }
        err.flush();
    }
}
