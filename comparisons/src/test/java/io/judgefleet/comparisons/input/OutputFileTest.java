package io.judgefleet.comparisons.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFileTest {
    private static final List<String> FIELDS = List.of("source", "line");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"source\":\"a\",\"line\":1,\"reason\":\"r\"}\n{\"source\":\"b\",\"line\":2}\n"})
    void shouldWriteOverFileWhenItIsEmptyOrOfTheSameKind(String content) throws IOException {
        var file = Files.writeString(folder.resolve("out"), content);

        try (var out = OutputFile.lines(file, FIELDS)) {
            out.write("new\n");
        }

        assertThat(file).hasContent("new\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "dear diary\n",
                "{\"id\":1}\n",
                "{\"source\":1}\n",
                "[]",
                "{\"source\":\"a\",\"line\":1",
                "\n"
            })
    void shouldLeaveFileAsItIsWhenItHoldsSomethingElse(String content) throws IOException {
        var file = Files.writeString(folder.resolve("out"), content);

        assertThatThrownBy(() -> OutputFile.lines(file, FIELDS).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("something else in", file.toString());
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void shouldMakeFileWhenThereIsNone() throws IOException {
        OutputFile.lines(folder.resolve("out"), FIELDS).close();

        assertThat(folder.resolve("out")).isEmptyFile();
    }
}
