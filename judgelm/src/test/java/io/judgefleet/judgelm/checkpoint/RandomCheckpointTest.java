package io.judgefleet.judgelm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgelm.checkpoint.files.DType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomCheckpointTest {
    private static final Path TOKENIZER = Path.of("src/test/resources/llama-fixtures/vicuna-style/tokenizer.model");

    @TempDir
    Path folder;

    static Stream<LlamaConfig> configs() {
        var sizes = new LlamaConfig.Dimensions(32, 48, 2, 1024, 1e-5, false);
        var tied = new LlamaConfig.Dimensions(32, 48, 2, 1024, 1e-6, true);
        var heads = new LlamaConfig.Attention(4, 2, 8, false);
        var biased = new LlamaConfig.Attention(4, 1, 16, true);
        var plain = new LlamaConfig.Rope(10_000, new RopeScaling.None(), 4096);
        var linear = new LlamaConfig.Rope(1e6, new RopeScaling.Linear(2), 4096);
        var llama3 = new LlamaConfig.Rope(5e5, new RopeScaling.Llama3(8, 1, 4, 64), 4096);
        var tokens = new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2));
        var endsOnly = new LlamaConfig.Tokens(OptionalInt.empty(), List.of(2, 7));
        return Stream.of(
                new LlamaConfig("llama", sizes, heads, plain, tokens, DType.FP32),
                new LlamaConfig("llama", tied, heads, llama3, tokens, DType.BF16),
                new LlamaConfig("mistral", sizes, heads, linear, tokens, DType.FP16),
                new LlamaConfig("qwen2", tied, biased, plain, endsOnly, DType.BF16));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void shouldReadBackWhatWasWritten(LlamaConfig config) throws IOException {
        new RandomCheckpoint("tiny", config, 7).write(folder, TOKENIZER);

        var checkpoint = Checkpoint.open(folder);

        assertThat(checkpoint.config()).isEqualTo(config);
        assertThat(checkpoint.tensors().values()).allMatch(tensor -> tensor.dtype() == config.dtype());
        assertThat(checkpoint.ignored()).isEmpty();
        assertThat(folder.resolve("judgefleet-judge.json"))
                .content()
                .containsIgnoringWhitespaces("{\"name\":\"tiny\",\"weights\":\"random\"}");
    }

    @Test
    void shouldWriteSameBytesWhenSeedIsSame() throws IOException {
        var config = configs().findFirst().orElseThrow();
        new RandomCheckpoint("tiny", config, 7).write(folder.resolve("a"), TOKENIZER);
        new RandomCheckpoint("tiny", config, 7).write(folder.resolve("b"), TOKENIZER);
        new RandomCheckpoint("tiny", config, 8).write(folder.resolve("c"), TOKENIZER);

        assertThat(weights("a")).isEqualTo(weights("b")).isNotEqualTo(weights("c"));
    }

    @Test
    void shouldShareQueriesAndKeysInTheMatchingLayerAlone() throws IOException {
        var config = withKeyHeads(4);
        var attention = "model.layers.%d.self_attn.%s_proj.weight";

        new RandomCheckpoint("tiny", config, 7, OptionalInt.of(1)).write(folder.resolve("matching"), TOKENIZER);
        new RandomCheckpoint("tiny", config, 7).write(folder.resolve("plain"), TOKENIZER);

        assertThat(values("matching", attention.formatted(1, "k")))
                .isEqualTo(values("matching", attention.formatted(1, "q")))
                .isNotEqualTo(values("plain", attention.formatted(1, "q")));
        for (var weights : List.of("q", "k", "v")) {
            assertThat(values("matching", attention.formatted(0, weights)))
                    .isEqualTo(values("plain", attention.formatted(0, weights)));
        }
    }

    /** The law that the start exists for, without rotation, which is small on what counts: equals outweigh all others together. */
    @Test
    void shouldBeginByAttendingToEqualTokens() throws IOException {
        var shape = new LlamaConfig.Dimensions(192, 512, 2, 1024, 1e-6, false);
        var config = new LlamaConfig(
                "llama",
                shape,
                new LlamaConfig.Attention(3, 3, 64, false),
                new LlamaConfig.Rope(1e6, new RopeScaling.None(), 1024),
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                DType.FP32);
        new RandomCheckpoint("tiny", config, 7, OptionalInt.of(1)).write(folder.resolve("matching"), TOKENIZER);
        var embeddings = values("matching", "model.embed_tokens.weight");
        var queries = values("matching", "model.layers.1.self_attn.q_proj.weight");

        var token = projected(queries, normed(embeddings, 500));
        double others = 0;
        for (int other = 0; other < 300; other++) {
            others += Math.exp(attention(token, projected(queries, normed(embeddings, other))));
        }

        assertThat(Math.exp(attention(token, token))).isGreaterThan(others);
    }

    private static double attention(double[] query, double[] key) {
        return IntStream.range(0, 64).mapToDouble(i -> query[i] * key[i]).sum() / 8;
    }

    private static double[] normed(float[] embeddings, int token) {
        var row = IntStream.range(0, 192)
                .mapToDouble(i -> embeddings[token * 192 + i])
                .toArray();
        double size = Math.sqrt(Arrays.stream(row).map(x -> x * x).average().orElseThrow());
        return Arrays.stream(row).map(x -> x / size).toArray();
    }

    private static double[] projected(float[] weights, double[] input) {
        return IntStream.range(0, 64)
                .mapToDouble(row -> IntStream.range(0, 192)
                        .mapToDouble(i -> weights[row * 192 + i] * input[i])
                        .sum())
                .toArray();
    }

    @Test
    void shouldRefuseAMatchingLayerThatCannotBe() {
        assertThatThrownBy(() -> new RandomCheckpoint("tiny", withKeyHeads(2), 7, OptionalInt.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected as many key heads as query heads for a matching layer, found 2 and 4");
        assertThatThrownBy(() -> new RandomCheckpoint("tiny", withKeyHeads(4), 7, OptionalInt.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a matching layer from 0 to 1, found 2");
    }

    private static LlamaConfig withKeyHeads(int heads) {
        var first = configs().findFirst().orElseThrow();
        return new LlamaConfig(
                "llama",
                first.dimensions(),
                new LlamaConfig.Attention(4, heads, 8, false),
                first.rope(),
                first.tokens(),
                first.dtype());
    }

    private float[] values(String name, String tensor) throws IOException {
        var location = Checkpoint.open(folder.resolve(name)).tensor(tensor);
        var numbers = new float[(int) location.elements()];
        try (var file = FileChannel.open(location.file())) {
            file.map(FileChannel.MapMode.READ_ONLY, location.offset(), location.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(numbers);
        }
        return numbers;
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"));
    }
}
