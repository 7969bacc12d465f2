package io.judgefleet.faults.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/** The long run of docs/guarantees.md; in an ordinary build it does not run. */
@EnabledIfSystemProperty(named = "judgefleet.kills.count", matches = "[1-9]\\d*")
@Isolated("its faults need the machine to themselves")
class KillsIT {
    @Test
    void shouldLoseNothingAndTearNoTransactionWhenTheWholeProcessIsKilled() throws Exception {
        var folder = Path.of(System.getProperty("judgefleet.kills.folder")).toAbsolutePath();
        var settings = new KillSettings(
                Path.of("..").toAbsolutePath().normalize(),
                folder,
                Integer.getInteger("judgefleet.kills.count"),
                Integer.getInteger("judgefleet.kills.per-round", 10),
                Integer.getInteger("judgefleet.kills.aimed-per-round", 2),
                Optional.of(PauseAgent.writeArchive(folder)));

        var counts = new KillRun(settings, System.out).run();

        assertThat(counts.isClean()).as(counts.text()).isTrue();
    }
}
