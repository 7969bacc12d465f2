package io.judgefleet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final StringWriter written = new StringWriter();
    private final PrintWriter writer = new PrintWriter(written);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void shouldAlignNumbersRightAndWordsLeftWhenTableIsPrinted() {
        new Table("model", "votes", "share")
                .row("a", 7, "5.0 %")
                .row("longer", 1234, "-")
                .print(writer);

        assertThat(written.toString()).isEqualToNormalizingNewlines("""
            model   votes  share
            a           7  5.0 %
            longer   1234      -
            """);
    }

    @Test
    void shouldKeepColumnsAndLinesWhenNamesAreHostile() {
        new Table("model", "votes")
                .row("m\u001b[31mred", 7)
                .row("m2\r\nFAKE ROW  99", 8)
                .row("你好", 9)
                .row("e\u0301", 10)
                .print(writer);

        assertThat(written).hasToString("""
            model                       votes
            m\\u001b[31mred                  7
            m2\\u000d\\u000aFAKE ROW  99      8
            你好                            9
            e\u0301                              10
            """);
    }

    @Test
    void shouldWriteNothingToTheTerminalWhenMessageIsHostile() {
        new Console(writer, writer).note("no model \u001b]0;title\u0007\nFAKE");
        new Console(writer, writer).result("a\u202Eb");

        assertThat(written).hasToString("no model \\u001b]0;title\\u0007\\u000aFAKE\na\\u202eb\n");
    }

    @Test
    void shouldReadTimesAsPeopleWriteThem() {
        assertThat(TimeWords.duration("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(TimeWords.duration("PT1H30M")).isEqualTo(Duration.ofMinutes(90));
        assertThat(TimeWords.instant("2026-01-31")).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(TimeWords.instant("2026-01-31T12:00:00+01:00")).isEqualTo(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(TimeWords.instant("1700000000000")).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
    }

    @Test
    void shouldWriteLineEveryTenSecondsWhenThereIsNoTerminal() {
        var progress = new Progress(writer, now::get, false, false);

        for (int second = 0; second < 25; second++) {
            now.set(Instant.EPOCH.plusSeconds(second));
            int shown = second;
            progress.show(() -> "second " + shown);
        }

        assertThat(written.toString().lines()).containsExactly("second 11", "second 22");
    }

    @Test
    void shouldWriteOverLineWhenThereIsTerminal() {
        var progress = new Progress(writer, now::get, true, false);

        now.set(Instant.EPOCH.plusSeconds(1));
        progress.show(() -> "judged 9/10");
        now.set(Instant.EPOCH.plusSeconds(2));
        progress.show(() -> "done");
        progress.clear();

        assertThat(written.toString())
                .isEqualTo("\r\u001b[?7ljudged 9/10\u001b[K\u001b[?7h\r\u001b[?7ldone\u001b[K\u001b[?7h\r\u001b[K");
    }

    @Test
    void shouldWriteNothingWhenQuiet() {
        var progress = new Progress(writer, now::get, true, true);

        now.set(Instant.EPOCH.plusSeconds(60));
        progress.show(() -> "judged 9/10");
        progress.clear();

        assertThat(written.toString()).isEmpty();
    }
}
