package io.judgefleet.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** A record's schema as a released version had it, with a value that this version wrote, in bytes and for people. */
record Released(String version, String name, Schema schema, byte[] bytes, String json) {
    private static final Path SCHEMAS = Path.of("src/main/avro/history");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** Every record of every version. */
    static List<Released> all() {
        try (var files = Files.walk(SCHEMAS)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .map(Released::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the value part of a version, in place of what the version had. */
    static void write(String version, Schema schema, byte[] bytes) {
        try {
            Files.createDirectories(SCHEMAS.resolve(version));
            Files.createDirectories(GOLDEN.resolve(version));
            Files.writeString(
                    SCHEMAS.resolve(version).resolve(schema.getName() + ".avsc"), schema.toString(true) + "\n");
            Files.write(GOLDEN.resolve(version).resolve(schema.getName() + ".bin"), bytes);
            Files.writeString(GOLDEN.resolve(version).resolve(schema.getName() + ".json"), json(schema, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Avro's JSON of a value in bytes, both of one schema. */
    static String json(Schema schema, byte[] bytes) {
        try {
            var value = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
            var out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().jsonEncoder(schema, out, true);
            new GenericDatumWriter<GenericRecord>(schema).write(value, encoder);
            encoder.flush();
            return out.toString(StandardCharsets.UTF_8) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name + " of " + version;
    }

    private static Released read(Path file) {
        try {
            var schema = new Schema.Parser().parse(file.toFile());
            var version = SCHEMAS.relativize(file).getName(0).toString();
            var golden = GOLDEN.resolve(version);
            return new Released(
                    version,
                    schema.getName(),
                    schema,
                    Files.readAllBytes(golden.resolve(schema.getName() + ".bin")),
                    Files.readString(golden.resolve(schema.getName() + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
