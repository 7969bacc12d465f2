package io.judgefleet.judgelm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
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

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"));
    }
}
