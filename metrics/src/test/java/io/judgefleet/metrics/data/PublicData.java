package io.judgefleet.metrics.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Public data sets that are not part of this repository; a test whose file is missing skips and says so. */
final class PublicData {
    private static final ObjectMapper JSON = new ObjectMapper();

    static JsonNode json(String name) {
        try {
            return JSON.readTree(file(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> jsonLines(String name) {
        try {
            List<JsonNode> rows = new ArrayList<>();
            for (var line : Files.readAllLines(file(name))) {
                rows.add(JSON.readTree(line));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        var folder = Optional.ofNullable(System.getProperty("judgefleet.data"))
                .or(() -> Optional.ofNullable(System.getenv("JUDGEFLEET_DATA")))
                .orElse("../../shared/data");
        var file = Path.of(folder, name);
        Assumptions.assumeTrue(
                Files.exists(file), () -> "skipped: no " + file + "; set -Djudgefleet.data or JUDGEFLEET_DATA");
        return file;
    }

    private PublicData() {}
}
