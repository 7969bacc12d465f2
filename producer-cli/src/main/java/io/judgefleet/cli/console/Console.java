package io.judgefleet.cli.console;

import java.io.PrintWriter;

/** Where a command writes: results to one side, everything that is said about them to the other. */
public record Console(PrintWriter out, PrintWriter err) {
    public void result(String line) {
        out.println(line);
    }

    public void note(String line) {
        err.println(line);
        err.flush();
    }
}
