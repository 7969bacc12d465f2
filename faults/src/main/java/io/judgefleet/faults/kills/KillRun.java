package io.judgefleet.faults.kills;

import io.judgefleet.faults.load.JsonLines;
import java.io.PrintStream;
import java.nio.file.Files;

/** Rounds of kills until there are enough; a run that was cut off goes on with the next round. */
public final class KillRun {
    private final KillSettings settings;
    private final PrintStream out;

    public KillRun(KillSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs what is missing; returns the counts of all rounds in the state file. */
    public KillCounts run() throws Exception {
        Files.createDirectories(settings.folder());
        var sum = KillCounts.together(JsonLines.read(settings.stateFile(), KillCounts.class));
        while (sum.kills().all() < settings.kills()) {
            var round = round();
            try (var state = JsonLines.<KillCounts>append(settings.stateFile())) {
                state.write(round);
            }
            sum = sum.plus(round);
            out.println("kills: in all " + sum.text());
        }
        return sum;
    }

    private KillCounts round() throws Exception {
        long seed = System.currentTimeMillis();
        var folder = Files.createDirectories(settings.folder().resolve("round-" + seed));
        var round = new KillRound(settings, folder, seed, out);
        var counts = round.run();
        out.println("kills: this round " + counts.text());
        if (counts.isClean()) {
            round.discard();
        }
        return counts;
    }
}
