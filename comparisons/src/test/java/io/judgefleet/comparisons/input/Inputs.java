package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.json.InputSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Inputs for tests, read to their end. */
final class Inputs {
    static final Instant READ_AT = Instant.parse("2026-01-02T03:04:05Z");

    /** A correct line of our own format. */
    static String line(String id) {
        return line(id, "What is 6 times 7?", "42");
    }

    static String line(String id, String question, String firstAnswer) {
        return """
                {"id":"%s","question":"%s","answers":[{"model":"a","text":"%s"},{"model":"b","text":"43"}]}""".formatted(id, question, firstAnswer);
    }

    static List<Item> read(String... lines) {
        return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static List<Item> read(byte[] bytes) {
        return read(source(bytes), InputSettings.at(READ_AT));
    }

    static InputSource source(byte[] bytes) {
        return new InputSource("in.jsonl", () -> new ByteArrayInputStream(bytes));
    }

    static List<Item> read(InputSource source, InputSettings settings) {
        var items = new ArrayList<Item>();
        try (var reader = InputReader.open(source, settings, new SeenIds())) {
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                items.add(item.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    /** What an item is in one line: {@code 3 accepted ID} or {@code 3 rejected REASON}. */
    static String told(Item item) {
        return switch (item) {
            case Item.Accepted accepted ->
                accepted.position().line() + " accepted "
                        + accepted.comparison().id();
            case Item.Rejected rejected -> rejected.position().line() + " rejected " + rejected.reason();
        };
    }

    private Inputs() {}
}
