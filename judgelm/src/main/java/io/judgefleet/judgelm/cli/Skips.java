package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import java.io.PrintWriter;
import java.util.List;

/** Says which places of a file hold nothing that can be used. */
final class Skips {
    /** What {@code submit} answers when some lines were rejected. */
    static final int REJECTED = 3;

    private static final int MAX_SAID = 20;

    /** Names the first ones with place and reason, and how many there are besides. */
    static void print(List<Skip> skips, PrintWriter err) {
        skips.stream().limit(MAX_SAID).forEach(err::println);
        if (skips.size() > MAX_SAID) {
            err.printf("and %,d more%n", skips.size() - MAX_SAID);
        }
        err.flush();
    }

    private Skips() {}
}
