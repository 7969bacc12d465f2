package io.judgefleet.cli.console;

import io.judgefleet.metrics.text.VisibleText;
import java.io.PrintWriter;

/**
 * Where a command writes: results to one side, notes about them to the other. Characters that would write to the terminal are
 * escaped in both, and a line ends in a line feed on every platform.
 */
public record Console(PrintWriter out, PrintWriter err) {
    private static final String LINE_END = "\n";

    /** Prints one line of a result. */
    public void result(String line) {
        out.print(VisibleText.of(line) + LINE_END);
    }

    /** Prints a result of several lines, such as indented JSON or a table in CSV. */
    public void results(String lines) {
        lines.lines().forEach(this::result);
    }

    public void note(String line) {
        err.print(VisibleText.of(line) + LINE_END);
        err.flush();
    }
}
