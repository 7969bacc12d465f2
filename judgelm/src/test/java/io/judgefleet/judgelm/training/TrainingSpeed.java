package io.judgefleet.judgelm.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.training.StepSettings.Adapter;
import io.judgefleet.judgelm.training.data.PackedSamples;
import io.judgefleet.judgelm.training.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Measures training steps of a shape: tokens per second of processor time, how much of what a large matrix product in single
 * precision reaches on the same threads their matrix products do, and the memory that they take beside what a formula says. Run by
 * hand: {@code TrainingSpeed HIDDEN LAYERS VOCABULARY SAMPLES FP32|BF16 keep|again}.
 */
public final class TrainingSpeed {
    private static final int SAMPLE_TOKENS = 160;
    private static final int JUDGEMENT_TOKENS = 25;
    private static final int HEAD_DIM = 32;
    private static final long MEASURED_NANOS = 10_000_000_000L;
    private static final int MATRIX = 1024;

    public static void main(String[] words) throws IOException {
        var random = new Random(1);
        var weights =
                weights(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]), random);
        var settings = new StepSettings(DType.valueOf(words[4]), words[5].equals("again"), Adapter.NONE);
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < Integer.parseInt(words[3]); i++) {
            var tokens =
                    random.ints(SAMPLE_TOKENS, 3, Integer.parseInt(words[2])).toArray();
            samples.add(new Sample(tokens, SAMPLE_TOKENS - JUDGEMENT_TOKENS));
        }
        long before = residentKilobytes("VmRSS");
        try (var program = TrainingProgram.start(weights, settings, 0)) {
            var packed = PackedSamples.of(samples, 0);
            repeat(3, () -> step(program, packed));
            double seconds = secondsOfProcessor(() -> step(program, packed));
            long most = residentKilobytes("VmHWM") - before;
            double perSecond = packed.tokens().length / seconds;
            double work = products(weights, packed) / seconds;
            double peak = matrixPeak();
            System.out.printf(
                    "%s: %,d parameters, %,d tokens a step, %,.0f tokens per second of processor time, %.1f of %.1f GFLOP/s (%.0f %%), %,d KiB, by the formula %,d KiB%n",
                    String.join(" ", words),
                    weights.parameters(),
                    packed.tokens().length,
                    perSecond,
                    work / 1e9,
                    peak / 1e9,
                    100 * work / peak,
                    most,
                    formula(weights, settings, packed) / 1024);
        }
    }

    private static void step(TrainingProgram program, PackedSamples packed) {
        program.accumulate(packed, 0.01);
        program.update(AdamW.DEFAULT, 0.001);
    }

    /** The operations of a step's products with weights, forward and backward; of the last layer's upper half only what is read. */
    private static double products(Weights weights, PackedSamples packed) {
        var dimensions = weights.config().dimensions();
        long table = (long) dimensions.vocabularySize() * dimensions.hiddenSize();
        long upper = (long) dimensions.hiddenSize() * (dimensions.hiddenSize() + 3L * dimensions.intermediateSize());
        return 6.0
                * ((weights.parameters() - table - upper) * packed.tokens().length
                        + (upper + table) * packed.read().length);
    }

    /**
     * Sixteen bytes for each weight (itself, gradient, two averages); for each token what a layer keeps: two norms' inputs, normed values
     * and outputs, queries, keys, values, attention before and after it is joined, four rows of the feed-forward's width; logits and their
     * likelihoods. Computed again, layers keep their input, and one at a time the rest.
     */
    private static long formula(Weights weights, StepSettings settings, PackedSamples packed) {
        var dimensions = weights.config().dimensions();
        boolean half = settings.dtype() == DType.BF16;
        long hidden = dimensions.hiddenSize();
        long layer = half
                ? 26 * hidden + 8L * dimensions.intermediateSize()
                : 44 * hidden + 16L * dimensions.intermediateSize();
        long kept = settings.checkpointing()
                ? layer + dimensions.layers() * hidden * (half ? 2 : 4)
                : layer * dimensions.layers();
        return 16 * weights.parameters()
                + kept * packed.tokens().length
                + (half ? 10L : 8L) * dimensions.vocabularySize() * packed.read().length;
    }

    private static double matrixPeak() {
        try (var manager = NDManager.newBaseManager("PyTorch")) {
            var a = manager.randomNormal(new Shape(MATRIX, MATRIX), DataType.FLOAT32);
            var b = manager.randomNormal(new Shape(MATRIX, MATRIX), DataType.FLOAT32);
            return 2.0
                    * MATRIX
                    * MATRIX
                    * MATRIX
                    / secondsOfProcessor(() -> a.matMul(b).close());
        }
    }

    /** Other programs may take the processor away meanwhile; what they take does not count. */
    private static double secondsOfProcessor(Runnable task) {
        long start = System.nanoTime();
        long processor = processorMillis();
        int times = 0;
        while (System.nanoTime() - start < MEASURED_NANOS) {
            task.run();
            times++;
        }
        return (processorMillis() - processor) / 1e3 / times;
    }

    private static long processorMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static long residentKilobytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static Weights weights(int hidden, int layers, int vocabulary, Random random) {
        var config = new LlamaConfig(
                "llama",
                new LlamaConfig.Dimensions(hidden, hidden * 8 / 3, layers, vocabulary, 1e-5, true),
                new LlamaConfig.Attention(hidden / HEAD_DIM, hidden / HEAD_DIM, HEAD_DIM, false),
                new LlamaConfig.Rope(10_000, new RopeScaling.None(), 1024),
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                DType.FP32);
        var empty = new Weights(config, Map.of());
        var values = new LinkedHashMap<String, float[]>();
        empty.shapes().forEach((name, shape) -> {
            long elements = 1;
            for (var extent : shape) {
                elements *= extent;
            }
            var numbers = new float[(int) elements];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = shape.length == 1 ? 1 : (float) (random.nextGaussian() * 0.05);
            }
            values.put(name, numbers);
        });
        return empty.withValues(values);
    }

    private static void repeat(int times, Runnable task) {
        for (int i = 0; i < times; i++) {
            task.run();
        }
    }

    private TrainingSpeed() {}
}
