package io.judgefleet.judgelm.checkpoint.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Safetensors files, written tensor by tensor and read by their directory. */
public final class Safetensors {
    private static final int ALIGNMENT = 8;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A tensor's numbers in row-major order, asked for only when it is their turn. */
    @FunctionalInterface
    public interface Numbers {
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes a tensor's numbers one after the other. */
    @FunctionalInterface
    public interface Sink {
        void put(float number) throws IOException;
    }

    /**
     * Writes tensors in the order of their names here.
     *
     * @param shapes the extents of every tensor
     * @param numbers the numbers of the tensor of a name
     */
    public static void write(OutputStream out, DType dtype, Map<String, List<Long>> shapes, NumbersByName numbers)
            throws IOException {
        var header = header(dtype, shapes);
        out.write(littleEndian(Long.BYTES).putLong(header.length).array());
        out.write(header);
        var value = littleEndian(dtype.bytes());
        for (var name : shapes.keySet()) {
            numbers.of(name).writeTo(number -> {
                put(number, dtype, value.clear());
                out.write(value.array());
            });
        }
    }

    /** Finds the numbers of a tensor. */
    @FunctionalInterface
    public interface NumbersByName {
        Numbers of(String name);
    }

    /**
     * Where each tensor of a file lies.
     *
     * @throws CheckpointException if the file is cut off or is none
     */
    public static Map<String, TensorLocation> locate(Path path) {
        try (var file = WeightFile.open(path)) {
            var located = new LinkedHashMap<String, TensorLocation>();
            SafetensorsHeader.read(file).forEach((name, tensor) -> located.put(name, tensor.locate(name, file.size())));
            return located;
        }
    }

    private static byte[] header(DType dtype, Map<String, List<Long>> shapes) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("__metadata__").put("format", "pt");
        long end = 0;
        for (var entry : shapes.entrySet()) {
            var tensor = json.putObject(entry.getKey()).put("dtype", dtype.safetensorsName());
            entry.getValue().forEach(tensor.putArray("shape")::add);
            var offsets = tensor.putArray("data_offsets").add(end);
            end += entry.getValue().stream().reduce(1L, Math::multiplyExact) * dtype.bytes();
            offsets.add(end);
        }
        var text = MAPPER.writeValueAsString(json);
        return (text + " ".repeat(Math.floorMod(-text.length(), ALIGNMENT))).getBytes(UTF_8);
    }

    private static void put(float number, DType dtype, ByteBuffer value) {
        switch (dtype) {
            case FP32 -> value.putFloat(number);
            case FP16 -> value.putShort(Float.floatToFloat16(number));
            case BF16 -> value.putShort(bfloat16(number));
        }
    }

    /** The nearest bfloat16, halves to even. */
    private static short bfloat16(float number) {
        var bits = Float.floatToRawIntBits(number);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Safetensors() {}
}
