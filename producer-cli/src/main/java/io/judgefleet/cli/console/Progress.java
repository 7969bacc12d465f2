package io.judgefleet.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** One line that is written over on a terminal; a line of its own every ten seconds elsewhere; nothing when quiet. */
public final class Progress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final InstantSource clock;
    private final boolean isTerminal;
    private final boolean isQuiet;
    private Instant last;
    private int shown;

    public Progress(PrintWriter err, InstantSource clock, boolean isTerminal, boolean isQuiet) {
        this.err = err;
        this.clock = clock;
        this.isTerminal = isTerminal;
        this.isQuiet = isQuiet;
        this.last = clock.instant();
    }

    /** Shows a line when it is time to. */
    public void show(Supplier<String> line) {
        var now = clock.instant();
        if (!isQuiet && now.isAfter(last.plus(isTerminal ? ON_TERMINAL : ELSEWHERE))) {
            last = now;
            write(line.get());
        }
    }

    /** Makes room for other lines on a terminal. */
    public void clear() {
        if (shown > 0) {
            err.print("\r" + " ".repeat(shown) + "\r");
            err.flush();
            shown = 0;
        }
    }

    private void write(String line) {
        if (isTerminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            shown = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }
}
