package io.judgefleet.judgelm.checkpoint.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directory of a safetensors file: a length, a JSON object, then the tensors. */
final class SafetensorsHeader {
    private static final int LENGTH_BYTES = 8;

    private final WeightFile file;
    private final long dataStart;
    private final JsonNode entries;

    private SafetensorsHeader(WeightFile file, long dataStart, JsonNode entries) {
        this.file = file;
        this.dataStart = dataStart;
        this.entries = entries;
    }

    static Map<String, StoredTensor> read(WeightFile file) {
        var length = file.read(0, LENGTH_BYTES, "a header length").getLong();
        var header = file.read(LENGTH_BYTES, length, "a header");
        var entries = JsonFile.parse(file.path(), header.array());
        return new SafetensorsHeader(file, LENGTH_BYTES + length, entries).tensors();
    }

    private Map<String, StoredTensor> tensors() {
        var tensors = new LinkedHashMap<String, StoredTensor>();
        for (var entry : entries.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
            }
        }
        return tensors;
    }

    private StoredTensor tensor(String name, JsonNode entry) {
        var typeName = entry.path("dtype").asText();
        var offsets = numbers(name, entry.path("data_offsets"));
        if (offsets.size() != 2 || offsets.getFirst() < 0 || offsets.getFirst() > offsets.getLast()) {
            throw file.malformed(name + " to have a begin and an end", offsets);
        }
        if (offsets.getLast() > Long.MAX_VALUE - dataStart) {
            throw file.malformed(name + " to end within 2^63 bytes", offsets);
        }
        var shape = StoredTensor.Layout.contiguous(shape(name, entry));
        return new StoredTensor(
                file.path(),
                typeName,
                dtype(typeName),
                dataStart + offsets.getFirst(),
                dataStart + offsets.getLast(),
                0,
                shape);
    }

    private List<Long> shape(String name, JsonNode entry) {
        var shape = numbers(name, entry.path("shape"));
        long elements = 1;
        for (var extent : shape) {
            if (extent < 0 || extent > 0 && elements > Long.MAX_VALUE / extent) {
                throw file.malformed(name + " to have extents within 2^63 elements", shape);
            }
            elements *= Math.max(1, extent);
        }
        return shape;
    }

    private List<Long> numbers(String name, JsonNode array) {
        if (!array.isArray()) {
            throw file.malformed(name + " to have dtype, shape and data_offsets", array.getNodeType());
        }
        var numbers = new ArrayList<Long>();
        for (var item : array) {
            if (!item.isIntegralNumber() || !item.canConvertToLong()) {
                throw file.malformed(name + " to have whole numbers", item);
            }
            numbers.add(item.longValue());
        }
        return numbers;
    }

    private static @Nullable DType dtype(String name) {
        for (var dtype : DType.values()) {
            if (dtype.safetensorsName().equals(name)) {
                return dtype;
            }
        }
        return null;
    }
}
