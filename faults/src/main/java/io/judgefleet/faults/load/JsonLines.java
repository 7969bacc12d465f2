package io.judgefleet.faults.load;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** A file to which records are only ever appended, one JSON line each; a record counts once it is on the disk. */
public final class JsonLines<T> implements AutoCloseable {
    public static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule())
            // Answers of methods that are no components, such as whether a finding is kept, are written for readers.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    // No channel: an interrupt would close it.
    private final FileOutputStream file;

    private JsonLines(FileOutputStream file) {
        this.file = file;
    }

    public static <T> JsonLines<T> append(Path path) {
        try {
            return new JsonLines<>(new FileOutputStream(path.toFile(), true));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** Everything in a file; nothing where there is none. */
    public static <T> List<T> read(Path path, Class<T> type) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var lines = MAPPER.readerFor(type).<T>readValues(path.toFile())) {
            return lines.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Returns when the disk has the record. */
    public void write(T value) {
        writeAll(List.of(value));
    }

    /** Returns when the disk has all records. */
    public synchronized void writeAll(Collection<? extends T> values) {
        try {
            var lines = new ByteArrayOutputStream();
            for (var value : values) {
                lines.writeBytes(MAPPER.writeValueAsBytes(value));
                lines.write('\n');
            }
            lines.writeTo(file);
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to a history", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
