package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchLibraryTest {
    @TempDir
    Path around;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(around.resolve("lib"));
        Files.createFile(around.resolve("lib").resolve(System.mapLibraryName("torch")));
    }

    @ParameterizedTest
    @CsvSource({
        "build-version, 2.6.0+cu124, 2.6.0+cu124",
        "version.py, __version__ = '2.7.1+cu128', 2.7.1+cu128",
        "version.py, __version__: str = \"2.10.0\", 2.10.0",
        "include/torch/csrc/api/include/torch/version.h, #define TORCH_VERSION \"2.7.1\", 2.7.1"
    })
    void shouldTakeTheVersionFromTheFileOfTheDistribution(String file, String content, String version)
            throws IOException {
        Files.createDirectories(around.resolve(file).getParent());
        Files.writeString(
                around.resolve(file),
                "from typing import Optional\n".repeat(file.endsWith("py") ? 1 : 0) + content + "\n");

        assertThat(library().version("2.7.1")).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"2.7.1, true", "2.7.10, false", "12.7.1, false", "2.6.0, false"})
    void shouldLookIntoTheLibraryWhenNoFileSaysAnything(String held, boolean expected) throws IOException {
        var bytes = new byte[(1 << 20) + 16];
        new Random(1).nextBytes(bytes);
        var text = ("\0" + held + "\0").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, (1 << 20) - 3, text.length);
        Files.write(around.resolve("lib").resolve(System.mapLibraryName("torch_cpu")), bytes);

        assertThat(library().version("2.7.1").equals("2.7.1")).isEqualTo(expected);
    }

    @Test
    void shouldNotBelieveALibraryThatSaysNothing() {
        assertThat(library().version("2.7.1")).isEqualTo("another in " + around.resolve("lib"));
    }

    @Test
    void shouldFindNoneWhereNoFolderHasOne() {
        assertThat(TorchLibrary.in("")).isEmpty();
        assertThat(TorchLibrary.in(around + File.pathSeparator + around.resolve("nowhere")))
                .isEmpty();
    }

    private TorchLibrary library() {
        return TorchLibrary.in(around + File.pathSeparator + around.resolve("lib"))
                .orElseThrow();
    }
}
