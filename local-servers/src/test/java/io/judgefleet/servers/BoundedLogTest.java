package io.judgefleet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class BoundedLogTest {
    private static final int MAX_BYTES = 20_000;

    @TempDir
    Path folder;

    @Test
    void shouldAppendToWhatIsThere() throws Exception {
        Files.writeString(log(), "earlier\n");

        append("later\n");

        assertThat(log()).hasContent("earlier\nlater\n");
    }

    @Test
    void shouldKeepTheLastTwoFilesWhenOutputGoesOn() throws Exception {
        append("x".repeat(10 * MAX_BYTES) + "the end");

        assertThat(Files.readString(log())).endsWith("the end");
        assertThat(Files.size(log())).isLessThan(2 * MAX_BYTES);
        assertThat(Files.size(folder.resolve("worker.log.1"))).isBetween((long) MAX_BYTES, 2L * MAX_BYTES);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void shouldReadOnWhenTheFileCannotBeReplaced() throws Exception {
        var output = new ByteArrayInputStream("x".repeat(3 * MAX_BYTES).getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve("worker.log.1").resolve("occupied"));

        BoundedLog.append(output, log(), MAX_BYTES).get(10, TimeUnit.SECONDS);

        assertThat(output.available()).isZero();
    }

    private void append(String text) throws Exception {
        BoundedLog.append(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), log(), MAX_BYTES)
                .get(10, TimeUnit.SECONDS);
    }

    private Path log() throws IOException {
        return folder.resolve("worker.log");
    }
}
