package io.judgefleet.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void shouldSayWhoHasFolderAndSinceWhenWhenItIsTaken() throws IOException {
        var data = new DataFolder(folder);
        try (var lock = data.lock()) {
            assertThatThrownBy(data::lock)
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageMatching("the data folder .* is in use by process %d since 20.*Z"
                            .formatted(ProcessHandle.current().pid()));
        }
    }

    @Test
    void shouldTakeFolderAgainWhenItWasGivenBack() throws IOException {
        var data = new DataFolder(folder);
        data.lock().close();

        try (var lock = data.lock()) {
            assertThat(Files.readString(folder.resolve("lock"))).startsWith("process ");
        }
    }

    @Test
    void shouldTakeFolderWhenFileOfDeadHolderIsLeft() throws IOException {
        Files.writeString(folder.resolve("lock"), "process 1 since the day before, with a long explanation of its own");

        try (var lock = new DataFolder(folder).lock()) {
            assertThat(Files.readString(folder.resolve("lock")))
                    .startsWith("process " + ProcessHandle.current().pid())
                    .endsWith("Z");
        }
    }
}
