package io.judgefleet.schemas.wire;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Whether a writer's numbers mean what a reader takes them for: Avro's compatibility looks at a long alone, so that milliseconds pass
 * for microseconds.
 */
final class LogicalTypes {
    private final Set<String> seen = new HashSet<>();

    private LogicalTypes() {}

    /** The first field that the writer declares with another logical type than the reader; a writer may declare none. */
    static Optional<String> objection(Schema writer, Schema reader) {
        return new LogicalTypes().difference(writer, reader, "");
    }

    private Optional<String> difference(Schema writer, Schema reader, String field) {
        var declared = writer.getProp("logicalType");
        var expected = reader.getProp("logicalType");
        if (declared != null && expected != null && !declared.equals(expected)) {
            return Optional.of("expected %s as %s, found %s".formatted(field, expected, declared));
        }
        if (writer.getType() == Schema.Type.UNION || reader.getType() == Schema.Type.UNION) {
            return ofUnion(writer, reader, field);
        }
        if (writer.getType() != reader.getType()) {
            return Optional.empty();
        }
        return switch (writer.getType()) {
            case RECORD -> ofRecord(writer, reader, field);
            case ARRAY -> difference(writer.getElementType(), reader.getElementType(), field);
            case MAP -> difference(writer.getValueType(), reader.getValueType(), field);
            default -> Optional.empty();
        };
    }

    private Optional<String> ofRecord(Schema writer, Schema reader, String field) {
        if (!seen.add(reader.getFullName())) {
            return Optional.empty();
        }
        return reader.getFields().stream()
                .filter(expected -> writer.getField(expected.name()) != null)
                .flatMap(expected -> difference(
                        writer.getField(expected.name()).schema(),
                        expected.schema(),
                        field.isEmpty() ? expected.name() : field + "." + expected.name())
                        .stream())
                .findFirst();
    }

    private Optional<String> ofUnion(Schema writer, Schema reader, String field) {
        return branches(writer)
                .flatMap(written -> branches(reader)
                        .filter(read -> read.getType() == written.getType())
                        .flatMap(read -> difference(written, read, field).stream()))
                .findFirst();
    }

    private static Stream<Schema> branches(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? schema.getTypes().stream() : Stream.of(schema);
    }
}
