package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.console.Forecast;
import io.judgefleet.cli.console.Progress;
import io.judgefleet.cli.submit.sending.Deliveries;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.comparisons.json.InputSource;
import io.judgefleet.comparisons.json.Position;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitProgressTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Instant now = START;

    @Test
    void shouldShowHowMuchOfTheWholeHowFastAndHowLong() throws IOException {
        var file = Files.write(folder.resolve("in"), new byte[1000]);
        var bytes = ReadBytes.of(List.of(file));
        var progress = new Progress(new PrintWriter(new StringWriter()), () -> now, true, false);
        var line = new SubmitProgress(
                progress, new Forecast(() -> now), bytes, new Selection(0, Long.MAX_VALUE, 1), false);
        var tally = new SubmitTally();

        try (var in = bytes.counted(List.of(InputSource.of(file)))
                .getFirst()
                .opening()
                .open()) {
            in.readNBytes(250);
        }
        tally.read(new Item.Rejected(new Position("in", 1), "no comparison", 50));
        now = START.plusSeconds(5);

        assertThat(line.line(tally, new Deliveries())).isEqualTo("read 50 (25 %), sent 0, 10/s, 15 s left");
    }
}
