package io.judgefleet.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.InjectedFault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadBackWhatItWroteInSeveralLives() {
        var first = new Acknowledged("judge-requests", 3, 17, Optional.of("r1"));
        var second = new Acknowledged("judge-requests.bulk", 0, 0, Optional.empty());

        write(first);
        write(second);

        assertThat(JsonLines.read(file(), Acknowledged.class)).containsExactly(first, second);
    }

    @Test
    void shouldReadBackTimesAndMaps() {
        var fault = new InjectedFault(
                FaultKind.WORKER_PAUSE,
                "worker-1",
                Instant.parse("2026-02-03T04:05:06.789Z"),
                Instant.parse("2026-02-03T04:05:16Z"),
                Optional.of(InjectedFault.EVICTED));
        var committed = new CommittedOffsets(Map.of("judge-requests-0", 7L), Map.of());

        write(fault);
        try (JsonLines<CommittedOffsets> lines = JsonLines.append(folder.resolve("other"))) {
            lines.write(committed);
        }

        assertThat(JsonLines.read(file(), InjectedFault.class)).containsExactly(fault);
        assertThat(JsonLines.read(folder.resolve("other"), CommittedOffsets.class))
                .containsExactly(committed);
    }

    @Test
    void shouldReadNothingWhenThereIsNoFile() {
        assertThat(JsonLines.read(file(), Acknowledged.class)).isEqualTo(List.of());
    }

    private <T> void write(T value) {
        try (JsonLines<T> lines = JsonLines.append(file())) {
            lines.write(value);
        }
    }

    private Path file() {
        return folder.resolve("history.jsonl");
    }
}
