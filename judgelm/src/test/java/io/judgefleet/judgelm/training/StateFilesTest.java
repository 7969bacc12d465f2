package io.judgefleet.judgelm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.training.TrainingProgram.Kind;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // a name that is missing from a map shall fail the test
class StateFilesTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadLatestStateWhenSeveralWereSaved() throws IOException {
        var states = new StateFiles(folder);
        states.save(state(100, 1f));
        states.save(state(200, 2f));

        var latest = states.latest().orElseThrow();
        assertThat(latest.step()).isEqualTo(200);
        assertThat(latest.tensors().get(Kind.AVERAGE).get("a")).containsExactly(2f, -2f);
        assertThat(folder).isDirectoryNotContaining("glob:**step-00000100*");
    }

    @Test
    void shouldKeepLastGoodStateWhenDiskIsFull() throws IOException {
        new StateFiles(folder).save(state(100, 1f));
        var full = new StateFiles(folder, file -> new FullDisk(Files.newOutputStream(file)));

        assertThatThrownBy(() -> full.save(state(200, 2f)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("step 200")
                .hasMessageContaining("intact")
                .hasMessageContaining("No space left on device");

        assertThat(new StateFiles(folder).latest().orElseThrow().step()).isEqualTo(100);
        assertThat(folder).isDirectoryNotContaining("glob:**unfinished");
    }

    /** Linux has a device on which there is never room: the kernel's own error, whatever the user may do. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKeepLastGoodStateWhenKernelSaysThatDiskIsFull() throws IOException {
        new StateFiles(folder).save(state(100, 1f));
        var full = new StateFiles(folder, file -> Files.newOutputStream(Path.of("/dev/full")));

        assertThatThrownBy(() -> full.save(state(200, 2f)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("step 200")
                .hasMessageContaining("intact");

        assertThat(new StateFiles(folder).latest().orElseThrow().step()).isEqualTo(100);
    }

    @Test
    void shouldIgnoreUnfinishedStateWhenProcessDiedWhileSaving() throws IOException {
        var states = new StateFiles(folder);
        states.save(state(100, 1f));
        Files.write(folder.resolve("step-00000200.safetensors.unfinished"), new byte[] {1, 2, 3});

        assertThat(states.latest().orElseThrow().step()).isEqualTo(100);
    }

    @Test
    void shouldHaveNoStateWhenNothingWasSaved() throws IOException {
        assertThat(new StateFiles(folder.resolve("none")).latest()).isEmpty();
    }

    private static TrainingState state(int step, float number) {
        return new TrainingState(step, Map.of(Kind.AVERAGE, Map.of("a", new float[] {number, -number})));
    }

    /** Takes some bytes, then no more. */
    private static final class FullDisk extends FilterOutputStream {
        private int room = 20;

        FullDisk(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, from, length);
        }
    }
}
