package io.judgefleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a file that people write may be. */
class SourceSizeTest {
    private static final int MOST_LINES = 400;

    /** What fits on one screen. */
    private static final int SCREEN = 60;

    private static final List<String> WRITTEN = List.of(".java", ".py", ".sh", ".html", ".js", ".css", ".yml");

    @Test
    void shouldFindSourcesOfEveryModule() {
        assertThat(sources()).hasSizeGreaterThan(200);
        assertThat(sources().stream()
                        .map(file -> root().relativize(file).getName(0).toString()))
                .contains("schemas", "judgelm", "metrics", "worker", "aggregator", "producer-cli", "local");
    }

    @Test
    void shouldKeepEveryHandWrittenFileUnderFourHundredLines() {
        assertThat(sources()).allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void shouldKeepTopologyOnOneScreen() {
        var topology = sources().stream()
                .filter(file -> file.endsWith("AggregatorTopology.java"))
                .findFirst()
                .orElseThrow();

        assertThat(buildMethod(topology)).hasSizeBetween(10, SCREEN);
    }

    /** From the signature to the brace that ends it. */
    private static List<String> buildMethod(Path topology) {
        try {
            var lines = Files.readAllLines(topology);
            return lines.stream()
                    .dropWhile(line -> !line.contains("Topology build("))
                    .takeWhile(line -> !line.equals("    }"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(SourceSizeTest::isWritten)
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWritten(Path file) {
        var name = root().relativize(file).toString();
        return name.contains("src/")
                && !name.contains("target/")
                && !name.contains(".git/")
                && WRITTEN.stream().anyMatch(name::endsWith);
    }

    private static Path root() {
        return Path.of(System.getProperty("judgefleet.home")).toAbsolutePath();
    }
}
