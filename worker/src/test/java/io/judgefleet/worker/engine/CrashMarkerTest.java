package io.judgefleet.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.schemas.topics.DeadLetter.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashMarkerTest {
    private static final Source POISON = new Source("judge-requests", 3, 17);
    private static final Source NEIGHBOUR = new Source("judge-requests", 4, 99);

    @TempDir
    Path folder;

    @Test
    void shouldSuspectWhatWasInTheEngineWhenTheProcessDied() {
        dieWith(POISON, NEIGHBOUR);

        try (var marker = open()) {
            assertThat(marker.deaths(POISON)).isEqualTo(1);
            assertThat(marker.deaths(NEIGHBOUR)).isEqualTo(1);
        }
    }

    @Test
    void shouldSuspectNothingWhenTheBatchCameBack() {
        try (var marker = open()) {
            marker.enter(List.of(POISON));
            marker.leave();
        }

        try (var marker = open()) {
            assertThat(marker.deaths(POISON)).isZero();
        }
    }

    @Test
    void shouldCountEveryDeath() {
        dieWith(POISON, NEIGHBOUR);
        dieWith(POISON);
        dieWith(POISON);

        try (var marker = open()) {
            assertThat(marker.deaths(POISON)).isEqualTo(3);
            assertThat(marker.deaths(NEIGHBOUR)).isEqualTo(1);
        }
    }

    @Test
    void shouldAcquitASuspectThatCameBack() {
        dieWith(POISON, NEIGHBOUR);

        try (var marker = open()) {
            marker.enter(List.of(NEIGHBOUR));
            marker.leave();
        }

        try (var marker = open()) {
            assertThat(marker.deaths(NEIGHBOUR)).isZero();
            assertThat(marker.deaths(POISON)).isEqualTo(1);
        }
    }

    @Test
    void shouldPassOverALineThatWasHalfWritten() throws Exception {
        dieWith(POISON);
        Files.writeString(file(), "running 0 4", StandardOpenOption.APPEND);

        try (var marker = open()) {
            assertThat(marker.deaths(POISON)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseASecondHolder() {
        try (var marker = open()) {
            assertThatThrownBy(this::open).hasMessageContaining("is held by another worker");
            marker.enter(List.of(POISON));
        }
    }

    private void dieWith(Source... records) {
        try (var marker = open()) {
            marker.enter(List.of(records));
        }
    }

    private CrashMarker open() {
        return CrashMarker.open(file());
    }

    private Path file() {
        return folder.resolve("in-engine");
    }
}
