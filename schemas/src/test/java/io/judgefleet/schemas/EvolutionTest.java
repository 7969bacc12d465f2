package io.judgefleet.schemas;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.wire.AvroLimits;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.schemas.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That records of every version can be read by every other one; src/main/avro/history says how a version is released. */
class EvolutionTest {
    private static final String NEWER = "FROM_A_NEWER_VERSION";

    /** Writes the working copy as a version, when -Djudgefleet.golden names one. */
    @BeforeAll
    static void release() throws IOException {
        // Avro takes its limits when it first decodes, and other tests of this process rely on them.
        AvroLimits.install();
        var version = System.getProperty("judgefleet.golden");
        if (version != null) {
            for (var wire : Wire.ALL) {
                Released.write(version, published(wire), example(wire));
            }
        }
    }

    @Test
    void shouldHaveReleasedSchemaOfEveryRecordThatTravels() {
        assertThat(versions().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Wire.ALL.stream().map(wire -> wire.schema().getName()).toList());
    }

    @Test
    void shouldReadEachOtherWhenVersionsDiffer() {
        versions()
                .forEach((name, schemas) -> schemas.forEach(reader -> schemas.forEach(writer ->
                        assertThat(objections(reader, writer)).as(name).isEmpty())));
    }

    @Test
    void shouldObjectWhenFieldComesWithoutDefault() {
        var before = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        var after = SchemaBuilder.record("R")
                .fields()
                .requiredString("a")
                .requiredString("b")
                .endRecord();

        assertThat(objections(after, before)).isNotEmpty();
        assertThat(objections(before, after)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.judgefleet.schemas.Released#all")
    void shouldSayTheSameWhenOldBytesAreReadByTheirOwnVersion(Released released) {
        assertThat(Released.json(released.schema(), released.bytes())).isEqualTo(released.json());
    }

    @ParameterizedTest
    @MethodSource("io.judgefleet.schemas.Released#all")
    void shouldLoseNothingWhenOldBytesTravelThroughThisVersion(Released released) throws IOException {
        var wire = wire(released.name());

        var bytes = throughRecord(wire, released);

        assertThat(Released.json(released.schema(), rewritten(bytes, published(wire), released.schema())))
                .isEqualTo(released.json());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void shouldReadDefaultSymbolWhenSymbolIsNewer(Schema symbols) throws IOException {
        assertThat(symbols.getEnumDefault())
                .as("default of " + symbols.getName())
                .isNotNull();
        var names = new ArrayList<>(symbols.getEnumSymbols());
        names.add(NEWER);
        var newer = Schema.createEnum(
                symbols.getName(), symbols.getDoc(), symbols.getNamespace(), names, symbols.getEnumDefault());

        assertThat(readSymbol(newer, symbols)).isEqualTo(symbols.getEnumDefault());
    }

    static Set<Schema> enums() {
        var found = new LinkedHashSet<Schema>();
        Wire.ALL.forEach(wire -> collectEnums(wire.schema(), new LinkedHashSet<>(), found));
        return found;
    }

    /** Released schemas by record, and last the one of the working copy. */
    private static Map<String, List<Schema>> versions() {
        var versions = Released.all().stream()
                .collect(groupingBy(Released::name, TreeMap::new, mapping(Released::schema, toList())));
        versions.forEach((name, schemas) -> schemas.add(published(wire(name))));
        return versions;
    }

    private static Wire<?, ?> wire(String name) {
        return Wire.ALL.stream()
                .filter(wire -> wire.schema().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no wire for the released record " + name));
    }

    private static Schema published(Wire<?, ?> wire) {
        return SchemaAdmin.published(wire.schema()).rawSchema();
    }

    private static List<String> objections(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return result.getType() == SchemaCompatibilityType.COMPATIBLE ? List.of() : List.of(result.getDescription());
    }

    private static byte[] example(Wire<?, ?> wire) throws IOException {
        return encode(RecordFixtures.example(wire));
    }

    /** Bytes of a version into our record and back into the working copy's bytes. */
    private static <V> byte[] throughRecord(Wire<V, ?> wire, Released released) throws IOException {
        var model = SpecificData.getForSchema(wire.schema());
        var read = new SpecificDatumReader<>(released.schema(), wire.schema(), model)
                .read(null, DecoderFactory.get().binaryDecoder(released.bytes(), null));
        return encode(wire.write(wire.read(read)));
    }

    private static byte[] encode(SpecificRecord wire) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(wire.getSchema(), SpecificData.getForSchema(wire.getSchema())).write(wire, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static byte[] rewritten(byte[] bytes, Schema from, Schema to) throws IOException {
        var value = new GenericDatumReader<GenericRecord>(from, to)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(to).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static String readSymbol(Schema writer, Schema reader) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(writer).write(new GenericData.EnumSymbol(writer, NEWER), encoder);
        encoder.flush();
        return new GenericDatumReader<>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null))
                .toString();
    }

    private static void collectEnums(Schema schema, Set<String> seen, Set<Schema> found) {
        switch (schema.getType()) {
            case ENUM -> found.add(schema);
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> collectEnums(field.schema(), seen, found));
                }
            }
            case ARRAY -> collectEnums(schema.getElementType(), seen, found);
            case MAP -> collectEnums(schema.getValueType(), seen, found);
            case UNION -> schema.getTypes().forEach(type -> collectEnums(type, seen, found));
            default -> {}
        }
    }
}
