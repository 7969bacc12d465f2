package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIdentityTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepItsNameWhenTheWorkerStartsAgain() {
        String name;
        try (var first = take(null)) {
            name = first.name();
        }

        try (var second = take(null)) {
            assertThat(second.name()).isEqualTo(name);
        }
    }

    @Test
    void shouldHaveAnotherNameForEachWorkerOfAFolder() {
        try (var first = take(null);
                var second = take(null)) {
            assertThat(second.name()).isNotEqualTo(first.name());
        }
    }

    @Test
    void shouldRefuseANamedSlotThatIsTaken() {
        try (var first = take("left")) {
            assertThat(first.name()).isEqualTo("left");
            assertThatThrownBy(() -> take("left")).hasMessageContaining("is held by another worker");
        }
    }

    private WorkerIdentity take(@Nullable String name) {
        return WorkerIdentity.take(folder, "judgelm", name);
    }
}
