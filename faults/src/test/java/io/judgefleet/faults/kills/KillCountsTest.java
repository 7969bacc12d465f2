package io.judgefleet.faults.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.faults.kills.KillCounts.Kills;
import io.judgefleet.faults.kills.KillCounts.Requests;
import io.judgefleet.faults.kills.KillCounts.Segments;
import io.judgefleet.faults.load.JsonLines;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillCountsTest {
    private static final KillCounts CLEAN =
            new KillCounts(new Kills(10, 2, 3), new Requests(9_000, 0, 0, 0), new Segments(1_200, 0, 0));
    private static final KillCounts TORN =
            new KillCounts(new Kills(10, 2, 2), new Requests(8_000, 1, 0, 0), new Segments(1_000, 1, 0));

    @TempDir
    Path folder;

    @Test
    void shouldAddUpWhatEarlierRunsLeftInTheStateFile() {
        var state = folder.resolve("rounds.jsonl");
        try (var lines = JsonLines.<KillCounts>append(state)) {
            lines.write(CLEAN);
            lines.write(TORN);
        }

        var sum = KillCounts.together(JsonLines.read(state, KillCounts.class));

        assertThat(sum)
                .isEqualTo(
                        new KillCounts(new Kills(20, 4, 5), new Requests(17_000, 1, 0, 0), new Segments(2_200, 1, 0)));
    }

    @Test
    void shouldNotBeCleanWhenATransactionIsTorn() {
        assertThat(CLEAN.isClean()).isTrue();
        assertThat(TORN.isClean()).isFalse();
    }
}
