package io.judgefleet.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Values in which one number or time each stands at an extreme of its type, made from the Avro schema, as a foreign
 * producer may write them.
 *
 * <p>Every numeric field of the schema is reached; the value to begin with must have a part for each of them.
 */
public final class Extremes {
    private static final int PREFIX_BYTES = 5;

    private final Schema schema;
    private final byte[] prefix;
    private final IndexedRecord value;
    private final List<Extreme> found = new ArrayList<>();

    private Extremes(Schema schema, byte[] encoded) {
        this.schema = schema;
        this.prefix = Arrays.copyOf(encoded, PREFIX_BYTES);
        this.value = read(schema, encoded);
    }

    /** One field at one extreme, and the whole value in Confluent's format. */
    @SuppressWarnings("ArrayRecordComponent") // bytes for a topic, never compared
    public record Extreme(String field, String extreme, byte[] bytes) {
        @Override
        public String toString() {
            return field + " = " + extreme;
        }
    }

    /** Of an encoded request. */
    public static List<Extreme> ofRequest(byte[] encoded) {
        return of(io.judgefleet.v1.JudgeRequest.getClassSchema(), encoded);
    }

    /** Of an encoded verdict. */
    public static List<Extreme> ofVerdict(byte[] encoded) {
        return of(io.judgefleet.v1.Verdict.getClassSchema(), encoded);
    }

    /** Of an encoded label. */
    public static List<Extreme> ofLabel(byte[] encoded) {
        return of(io.judgefleet.v1.Label.getClassSchema(), encoded);
    }

    private static List<Extreme> of(Schema schema, byte[] encoded) {
        var extremes = new Extremes(schema, encoded);
        extremes.walk(schema, extremes.value, "");
        return List.copyOf(extremes.found);
    }

    private void walk(Schema type, Object part, String path) {
        switch (type.getType()) {
            case RECORD -> {
                var owner = (IndexedRecord) part;
                for (var field : type.getFields()) {
                    visit(owner, field, path.isEmpty() ? field.name() : path + "." + field.name());
                }
            }
            case ARRAY -> walkArray(type.getElementType(), (List<?>) part, path);
            default -> {}
        }
    }

    @SuppressWarnings("unchecked")
    private void walkArray(Schema element, List<?> items, String path) {
        var extremes = extremes(element);
        if (!extremes.isEmpty() && !items.isEmpty()) {
            var kept = items.getFirst();
            for (var extreme : extremes) {
                ((List<Object>) items).set(0, extreme);
                found.add(new Extreme(path + "[0]", extreme.toString(), write()));
            }
            ((List<Object>) items).set(0, kept);
        }
        if (!element.getType().equals(Schema.Type.RECORD)) {
            return;
        }
        if (items.isEmpty() && hasNumbers(element)) {
            throw new IllegalArgumentException("expected an item in " + path);
        }
        if (!items.isEmpty()) {
            walk(element, items.getFirst(), path + "[0]");
        }
    }

    private void visit(IndexedRecord owner, Schema.Field field, String path) {
        var type = present(field.schema());
        var extremes = extremes(type);
        var kept = owner.get(field.pos());
        for (var extreme : extremes) {
            owner.put(field.pos(), extreme);
            found.add(new Extreme(path, extreme.toString(), write()));
        }
        owner.put(field.pos(), kept);
        if (kept == null && extremes.isEmpty() && hasNumbers(type)) {
            throw new IllegalArgumentException("expected a value in " + path);
        }
        if (kept != null) {
            walk(type, kept, path);
        }
    }

    private static List<? extends Object> extremes(Schema type) {
        return switch (type.getType()) {
            case INT -> List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
            case LONG -> List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, Long.MAX_VALUE);
            case FLOAT -> List.of(Float.NaN, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, Float.MAX_VALUE);
            case DOUBLE ->
                List.of(
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        -Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE);
            default -> List.of();
        };
    }

    private static boolean hasNumbers(Schema type) {
        return switch (type.getType()) {
            case INT, LONG, FLOAT, DOUBLE -> true;
            case RECORD -> type.getFields().stream().anyMatch(field -> hasNumbers(present(field.schema())));
            case ARRAY -> hasNumbers(type.getElementType());
            default -> false;
        };
    }

    /** What an optional field is when it is there. */
    private static Schema present(Schema type) {
        return type.isUnion()
                ? type.getTypes().stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : type;
    }

    private static IndexedRecord read(Schema schema, byte[] encoded) {
        try {
            var decoder =
                    DecoderFactory.get().binaryDecoder(encoded, PREFIX_BYTES, encoded.length - PREFIX_BYTES, null);
            return new GenericDatumReader<IndexedRecord>(schema, schema, new GenericData()).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(prefix);
        try {
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<IndexedRecord>(schema, new GenericData()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
