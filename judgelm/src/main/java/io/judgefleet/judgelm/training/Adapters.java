package io.judgefleet.judgelm.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.judgefleet.judgelm.checkpoint.ExpectedTensors;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** The low-rank factors of a model's matrices: A (rank by width in) random, B (width out by rank) zero, so that training starts from the model. */
final class Adapters {
    /** The extents of all factors, by names in the manner of the hub's adapters. */
    static Map<String, long[]> shapes(LlamaConfig config, StepSettings settings) {
        var expected = ExpectedTensors.of(config);
        long rank = settings.adapter().rank();
        var shapes = new LinkedHashMap<String, long[]>();
        for (int layer = 0; layer < config.dimensions().layers(); layer++) {
            for (var matrix : TrainingProgram.matrices()) {
                var name = "model.layers.%d.%s".formatted(layer, matrix);
                var extents = requireNonNull(expected.get(name + ".weight"));
                shapes.put(name + ".lora_A.weight", new long[] {rank, extents.getLast()});
                shapes.put(name + ".lora_B.weight", new long[] {extents.getFirst(), rank});
            }
        }
        return shapes;
    }

    /** Their values before the first step; A is uniform with the deviation that keeps its output as large as its input. */
    static Map<String, float[]> initial(Map<String, long[]> shapes, long seed) {
        var values = new LinkedHashMap<String, float[]>();
        shapes.forEach((name, shape) -> values.put(
                name,
                name.endsWith("lora_A.weight")
                        ? uniform(new SplittableRandom(seed ^ hash(name)), shape)
                        : new float[Math.toIntExact(shape[0] * shape[1])]));
        return values;
    }

    private static float[] uniform(SplittableRandom random, long[] shape) {
        var values = new float[Math.toIntExact(shape[0] * shape[1])];
        var largest = Math.sqrt(3.0 / shape[1]);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * largest);
        }
        return values;
    }

    private static long hash(String name) {
        var checksum = new CRC32();
        checksum.update(name.getBytes(UTF_8));
        return checksum.getValue();
    }

    private Adapters() {}
}
