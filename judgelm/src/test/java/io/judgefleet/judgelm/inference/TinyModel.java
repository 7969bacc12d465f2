package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.LlamaConfig.Attention;
import io.judgefleet.judgelm.checkpoint.LlamaConfig.Dimensions;
import io.judgefleet.judgelm.checkpoint.LlamaConfig.Rope;
import io.judgefleet.judgelm.checkpoint.LlamaConfig.Tokens;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** A model of a tiny shape with seeded random weights, in a file and as plain numbers. */
public record TinyModel(LlamaConfig config, Map<String, TensorLocation> tensors, Map<String, double[]> values) {
    public static final int VOCABULARY = 40;

    /** What distinguishes one tiny model from another. */
    public record Shape(
            int layers,
            int heads,
            int kvHeads,
            int headDim,
            boolean qkvBias,
            boolean tied,
            RopeScaling scaling,
            DType stored,
            int firstOffset) {
        public static final Shape PLAIN = new Shape(2, 4, 4, 8, false, false, new RopeScaling.None(), DType.FP32, 0);

        @Override
        public String toString() {
            return "%d layers, heads %d/%d of %d, bias %s, tied %s, %s, %s at %d"
                    .formatted(layers, heads, kvHeads, headDim, qkvBias, tied, scaling, stored, firstOffset);
        }
    }

    public static TinyModel random(Shape shape, long seed, Path folder) {
        var hidden = 24;
        var config = new LlamaConfig(
                "llama",
                new Dimensions(hidden, 40, shape.layers(), VOCABULARY, 1e-5, shape.tied()),
                new Attention(shape.heads(), shape.kvHeads(), shape.headDim(), shape.qkvBias()),
                new Rope(10000, shape.scaling(), 512),
                new Tokens(OptionalInt.of(1), List.of(2)),
                shape.stored());
        return new Writer(config, shape, new Random(seed), folder.resolve("weights-" + seed + ".bin")).write();
    }

    LlamaModel load(DType compute) {
        return LlamaModel.load(config, tensors, compute);
    }

    private static final class Writer {
        private final LlamaConfig config;
        private final Shape shape;
        private final Random random;
        private final Path file;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<String, TensorLocation> tensors = new HashMap<>();
        private final Map<String, double[]> values = new HashMap<>();

        Writer(LlamaConfig config, Shape shape, Random random, Path file) {
            this.config = config;
            this.shape = shape;
            this.random = random;
            this.file = file;
        }

        TinyModel write() {
            int hidden = config.dimensions().hiddenSize();
            int ffn = config.dimensions().intermediateSize();
            int queries = config.attention().querySize();
            int keys = config.attention().kvSize();
            bytes.writeBytes(new byte[shape.firstOffset()]);
            add("model.embed_tokens.weight", 1, VOCABULARY, hidden);
            for (int layer = 0; layer < shape.layers(); layer++) {
                var prefix = "model.layers." + layer + ".";
                add(prefix + "input_layernorm.weight", 1, hidden);
                add(prefix + "post_attention_layernorm.weight", 1, hidden);
                add(prefix + "self_attn.q_proj.weight", 0.4, queries, hidden);
                add(prefix + "self_attn.k_proj.weight", 0.4, keys, hidden);
                add(prefix + "self_attn.v_proj.weight", 0.4, keys, hidden);
                add(prefix + "self_attn.o_proj.weight", 0.3, hidden, queries);
                add(prefix + "mlp.gate_proj.weight", 0.3, ffn, hidden);
                add(prefix + "mlp.up_proj.weight", 0.3, ffn, hidden);
                add(prefix + "mlp.down_proj.weight", 0.3, hidden, ffn);
                if (shape.qkvBias()) {
                    add(prefix + "self_attn.q_proj.bias", 0.5, queries);
                    add(prefix + "self_attn.k_proj.bias", 0.5, keys);
                    add(prefix + "self_attn.v_proj.bias", 0.5, keys);
                }
            }
            add("model.norm.weight", 1, hidden);
            if (!shape.tied()) {
                add("lm_head.weight", 0.4, VOCABULARY, hidden);
            }
            try {
                Files.write(file, bytes.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new TinyModel(config, Map.copyOf(tensors), Map.copyOf(values));
        }

        private void add(String name, double deviation, long... extents) {
            var location = new TensorLocation(file, bytes.size(), shape.stored(), extents);
            var numbers = new double[(int) location.elements()];
            var buffer = ByteBuffer.allocate((int) location.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = store(buffer, (float) (random.nextGaussian() * deviation));
            }
            bytes.writeBytes(buffer.array());
            tensors.put(name, location);
            values.put(name, numbers);
        }

        /** Writes a number in the stored type and answers what the type keeps of it. */
        private double store(ByteBuffer buffer, float number) {
            return switch (shape.stored()) {
                case FP32 -> {
                    buffer.putFloat(number);
                    yield number;
                }
                case FP16 -> {
                    var half = Float.floatToFloat16(number);
                    buffer.putShort(half);
                    yield Float.float16ToFloat(half);
                }
                case BF16 -> {
                    var upper = Float.floatToIntBits(number) >>> 16;
                    buffer.putShort((short) upper);
                    yield Float.intBitsToFloat(upper << 16);
                }
            };
        }
    }
}
