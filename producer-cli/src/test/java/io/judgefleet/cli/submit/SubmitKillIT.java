package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.judgefleet.cli.LocalFleet;
import io.judgefleet.cli.SharedFleet;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.servers.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@ExtendWith(SharedFleet.class)
class SubmitKillIT {
    private static final int COUNT = 600;

    @TempDir
    Path files;

    static LocalFleet fleet;

    @BeforeAll
    static void share(LocalFleet shared) {
        fleet = shared;
    }

    @Test
    void shouldPublishEachRequestOnceWhenCommandIsKilledAndGivenAgain() throws Exception {
        var input = input();
        var state = files.resolve("state");

        killed(input, state, 100);
        killed(input, state, 300);
        var ran = fleet.run("submit", input.toString(), "--resume", state.toString(), "-H", "run=killed");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err())
                .contains(" 0 already judged,")
                .doesNotContain("requests: 0 sent", " 0 sent before\nlabels");
        assertThat(published()).hasSize(COUNT).doesNotHaveDuplicates();
    }

    /** Kills the command, with signal 9, when so many requests stand on the topic. */
    private void killed(Path input, Path state, int published) throws InterruptedException {
        try (var child = ChildJvm.start(program(input, state))) {
            await("so many requests, or the end of the command")
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> {
                        assertThat(child.isAlive()).isTrue();
                        assertThat(published().size()).isGreaterThanOrEqualTo(published);
                    });
            ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
            child.awaitExit(Duration.ofSeconds(10));
        }
    }

    private ChildJvm.Program program(Path input, Path state) {
        return new ChildJvm.Program(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                System.getProperty("java.class.path"),
                "io.judgefleet.cli.Main",
                List.of(fleet.words(
                        "submit",
                        input.toString(),
                        "--resume",
                        state.toString(),
                        "--rate",
                        "100/s",
                        "-H",
                        "run=killed")),
                Map.of(),
                files.resolve("child.log"));
    }

    private Path input() throws IOException {
        return Files.write(
                files.resolve("killed.jsonl"),
                IntStream.range(0, COUNT)
                        .mapToObj(i -> Lines.line("killed/" + i, "Question " + i + "?", "answer"))
                        .toList());
    }

    private static List<String> published() {
        return fleet.records("judge-requests").stream()
                .filter(received -> Headers.text(received.headers(), "run").isPresent())
                .flatMap(received -> Headers.text(received.headers(), Headers.REQUEST_ID).stream())
                .toList();
    }
}
