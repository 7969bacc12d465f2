package io.judgefleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIdentityTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepItsNameWhenTheWorkerStartsAgain() {
        String name;
        try (var first = take(Optional.empty())) {
            name = first.name();
        }

        try (var second = take(Optional.empty())) {
            assertThat(second.name()).isEqualTo(name);
        }
    }

    @Test
    void shouldHaveAnotherNameForEachWorkerOfAFolder() {
        try (var first = take(Optional.empty());
                var second = take(Optional.empty())) {
            assertThat(second.name()).isNotEqualTo(first.name());
        }
    }

    @Test
    void shouldRefuseANamedSlotThatIsTaken() {
        try (var first = take(Optional.of("left"))) {
            assertThat(first.name()).isEqualTo("left");
            assertThatThrownBy(() -> take(Optional.of("left"))).hasMessageContaining("is held by another worker");
        }
    }

    private WorkerIdentity take(Optional<String> name) {
        return WorkerIdentity.take(folder, "judgelm", name);
    }
}
