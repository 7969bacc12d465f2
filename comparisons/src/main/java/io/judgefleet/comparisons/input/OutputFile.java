package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.json.Fields;
import io.judgefleet.comparisons.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A file that a command is to write: one that holds something else already is refused and stays as it is. */
public final class OutputFile {
    /** Enough for the first line of what we write, whatever it quotes. */
    private static final int MAX_START = 1 << 20;

    /**
     * Opens a new file of JSON lines, or an earlier one of the same kind anew.
     *
     * @param fields what the objects in it have
     * @throws IllegalArgumentException when the file holds something else
     */
    public static BufferedWriter lines(Path path, List<String> fields) throws IOException {
        requireOurs(path, start -> isObject(start, fields));
        return Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }

    /**
     * Refuses a file that a command of another kind, or a person, has written.
     *
     * @param isOurs whether a file that begins with these bytes is of the kind that is to be written
     * @throws IllegalArgumentException when it is not
     */
    public static void requireOurs(Path path, Predicate<byte[]> isOurs) throws IOException {
        // A terminal, a pipe or /dev/null holds nothing.
        if (Files.isRegularFile(path) && Files.size(path) > 0 && !isOurs.test(start(path))) {
            throw new IllegalArgumentException(
                    "expected a new file or an earlier output of this command, found something else in %s; it stays as it is"
                            .formatted(path));
        }
    }

    private static byte[] start(Path path) throws IOException {
        try (var stream = Files.newInputStream(path)) {
            return stream.readNBytes(MAX_START);
        }
    }

    private static boolean isObject(byte[] start, List<String> fields) {
        int end = 0;
        while (end < start.length && start[end] != '\n') {
            end++;
        }
        try {
            var object = Fields.of(Json.parse(Arrays.copyOf(start, end)));
            return fields.stream().allMatch(object::contains);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private OutputFile() {}
}
