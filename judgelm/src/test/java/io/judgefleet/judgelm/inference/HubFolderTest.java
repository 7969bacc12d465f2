package io.judgefleet.judgelm.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.RandomCheckpoint;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder's files to logits: what the readers find and the program computes is what the naive twin computes. */
class HubFolderTest {
    private static final Path TOKENIZER = Path.of("src/test/resources/llama-fixtures/vicuna-style/tokenizer.model");
    private static final LlamaConfig.Dimensions SIZES = new LlamaConfig.Dimensions(32, 48, 2, 1024, 1e-5, false);
    private static final LlamaConfig.Dimensions TIED = new LlamaConfig.Dimensions(32, 48, 2, 1024, 1e-6, true);
    private static final LlamaConfig.Rope ROPE = new LlamaConfig.Rope(1e6, new RopeScaling.None(), 512);

    @TempDir
    Path folder;

    @Test
    void shouldAgreeWithNaiveTwinWhenFolderIsMistral() throws IOException {
        assertAgrees(new LlamaConfig(
                "mistral",
                SIZES,
                new LlamaConfig.Attention(4, 2, 16, false),
                ROPE,
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                DType.FP16));
    }

    @Test
    void shouldAgreeWithNaiveTwinWhenFolderIsQwen2() throws IOException {
        assertAgrees(new LlamaConfig(
                "qwen2",
                TIED,
                new LlamaConfig.Attention(4, 1, 8, true),
                ROPE,
                new LlamaConfig.Tokens(OptionalInt.empty(), List.of(2)),
                DType.BF16));
    }

    @Test
    void shouldAgreeWithNaiveTwinWhenFolderIsLlamaWithScaledPositions() throws IOException {
        assertAgrees(new LlamaConfig(
                "llama",
                SIZES,
                new LlamaConfig.Attention(4, 4, 8, false),
                new LlamaConfig.Rope(10_000, new RopeScaling.Linear(4), 512),
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                DType.FP32));
    }

    private void assertAgrees(LlamaConfig config) throws IOException {
        new RandomCheckpoint("tiny", config, 20261124).write(folder, TOKENIZER);
        var checkpoint = Checkpoint.open(folder);
        var weights = new HashMap<String, double[]>();
        checkpoint.tensors().forEach((name, tensor) -> weights.put(name, values(tensor)));
        var tokens = IntStream.range(0, 40).map(i -> i * 37 % 1024).toArray();
        var span = TokenSpan.of(tokens);

        try (var model = LlamaModel.load(checkpoint.config(), checkpoint.tensors(), DType.FP32)) {
            var logits = requireNonNull(model.logits(List.of(span)).get(span));

            var expected = new NaiveLlama(checkpoint.config(), weights).after(tokens);
            assertThat(IntStream.range(0, logits.length)
                            .mapToDouble(i -> logits[i])
                            .toArray())
                    .containsExactly(expected, within(1e-4));
        }
    }

    /** Read here once more, by the file's own format and not by the program. */
    private static double[] values(TensorLocation tensor) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(tensor.file()))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .position((int) tensor.offset());
            var values = new double[(int) tensor.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (tensor.dtype()) {
                    case FP32 -> bytes.getFloat();
                    case FP16 -> Float.float16ToFloat(bytes.getShort());
                    case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                };
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
