package io.judgefleet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoFolderTest {
    private static final Path JUDGE = Path.of("/models/a");

    @Test
    void shouldBeTheSameWhenCommandIsGivenAgain() {
        var folder = DemoFolder.of(Path.of("/data/x.jsonl"), JUDGE);

        assertThat(folder).isEqualTo(DemoFolder.of(Path.of("/data/y/../x.jsonl"), JUDGE));
        assertThat(folder.getParent()).isEqualTo(Path.of(System.getProperty("user.home"), ".judgefleet", "demo"));
    }

    @Test
    void shouldBeAnotherWhenInputOrJudgeIsAnother() {
        var folder = DemoFolder.of(Path.of("/data/x.jsonl"), JUDGE);

        assertThat(folder).isNotEqualTo(DemoFolder.of(Path.of("/data/z/x.jsonl"), JUDGE));
        assertThat(folder).isNotEqualTo(DemoFolder.of(Path.of("/data/x.jsonl"), Path.of("/models/b")));
    }

    @Test
    void shouldKeepNameReadableWhenFileHasOddCharacters() {
        assertThat(DemoFolder.of(Path.of("/data/my set (v1).json.gz"), JUDGE)
                        .getFileName()
                        .toString())
                .matches("my-set--v1--[0-9a-f]{8}");
    }
}
