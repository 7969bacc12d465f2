package io.judgefleet.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.faults.audit.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A small seeded run in every build; with the profile {@code faults} the long one. */
@Isolated("its faults need the machine to themselves")
class FaultsIT {
    @Test
    void shouldKeepEveryPromiseUnderFaults() throws Exception {
        var settings = RunSettings.fromProperties(Main.freshFolder(Path.of("target", "faults")));

        var report = new FaultRun(settings, System.out).run();

        assertThat(report.findings())
                .as("seed %d, see %s", settings.seed(), settings.folder())
                .allMatch(Finding::isKept);
        assertThat(report.totals().faults()).isGreaterThan(10);
        assertThat(report.totals().verdicts()).isGreaterThan(settings.requests() * 9 / 10);
    }
}
