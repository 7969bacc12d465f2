package io.judgefleet.cli;

import java.io.PrintWriter;
import java.io.Writer;

/** Runs what most commands need, for an archive of loaded classes, and prints nothing. */
public final class Rehearsal {
    /** Takes the path of a file of comparisons. */
    public static void main(String[] words) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var all = Cli.commandLine();
        OtherModules.addTo(all);
        all.setOut(nowhere).setErr(nowhere).execute("--help");
        Cli.run(nowhere, nowhere, "submit", words[0], "--limit", "10", "--dry-run");
    }

    private Rehearsal() {}
}
