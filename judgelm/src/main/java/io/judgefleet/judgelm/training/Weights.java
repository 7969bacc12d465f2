package io.judgefleet.judgelm.training;

import static java.util.Objects.requireNonNull;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.ExpectedTensors;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model's numbers in single precision, by their Hugging Face names and in the order in which the model computes with them. */
record Weights(LlamaConfig config, Map<String, float[]> values) {
    Weights {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Weights read(Checkpoint checkpoint) {
        var values = new LinkedHashMap<String, float[]>();
        ExpectedTensors.of(checkpoint.config())
                .keySet()
                .forEach(name -> values.put(name, read(checkpoint.tensor(name))));
        return new Weights(checkpoint.config(), values);
    }

    /** The extents of every tensor. */
    Map<String, long[]> shapes() {
        var shapes = new LinkedHashMap<String, long[]>();
        ExpectedTensors.of(config)
                .forEach((name, extents) -> shapes.put(
                        name, extents.stream().mapToLong(Long::longValue).toArray()));
        return shapes;
    }

    long[] shape(String name) {
        return requireNonNull(ExpectedTensors.of(config).get(name)).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    long parameters() {
        return ExpectedTensors.of(config).values().stream()
                .mapToLong(extents -> extents.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    Weights withoutValues() {
        return withValues(Map.of());
    }

    Weights withValues(Map<String, float[]> other) {
        return new Weights(config, other);
    }

    static float[] read(TensorLocation tensor) {
        try (var channel = FileChannel.open(tensor.file())) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, tensor.offset(), tensor.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            var values = new float[Math.toIntExact(tensor.elements())];
            for (int i = 0; i < values.length; i++) {
                values[i] = number(bytes, tensor.dtype());
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float number(ByteBuffer bytes, DType dtype) {
        return switch (dtype) {
            case FP32 -> bytes.getFloat();
            case FP16 -> Float.float16ToFloat(bytes.getShort());
            case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
        };
    }
}
