package io.judgefleet.judgelm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.checkpoint.files.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final Path FIXTURES = Path.of("src/test/resources/llama-fixtures");

    @Test
    void shouldOpenShardedPickles() {
        var checkpoint = Checkpoint.open(FIXTURES.resolve("vicuna-style"));

        assertThat(checkpoint.config())
                .isEqualTo(new LlamaConfig(
                        "llama",
                        new LlamaConfig.Dimensions(96, 256, 3, 1024, 1e-6, false),
                        new LlamaConfig.Attention(6, 6, 16, false),
                        new LlamaConfig.Rope(10_000, new RopeScaling.None(), 2048),
                        new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                        DType.BF16));
        assertThat(checkpoint.tensors()).hasSize(30);
        assertThat(checkpoint.ignored()).hasSize(3).allMatch(name -> name.endsWith("rotary_emb.inv_freq"));
        var embeddings = checkpoint.tensor("model.embed_tokens.weight");
        assertThat(embeddings.shape()).containsExactly(1024, 96);
        assertThat(embeddings.dtype()).isEqualTo(DType.BF16);
    }

    @Test
    void shouldOpenSafetensors() {
        var checkpoint = Checkpoint.open(FIXTURES.resolve("llama3-style"));

        assertThat(checkpoint.config())
                .isEqualTo(new LlamaConfig(
                        "llama",
                        new LlamaConfig.Dimensions(64, 160, 3, 1024, 1e-5, true),
                        new LlamaConfig.Attention(4, 2, 16, false),
                        new LlamaConfig.Rope(500_000, new RopeScaling.Llama3(8, 1, 4, 64), 2048),
                        new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                        DType.BF16));
        assertThat(checkpoint.tensors()).hasSize(29);
    }

    @Test
    void shouldGiveSameDigestTwice() {
        var vicuna = FIXTURES.resolve("vicuna-style");

        assertThat(Checkpoint.open(vicuna).digest())
                .isEqualTo(Checkpoint.open(vicuna).digest())
                .isNotEqualTo(Checkpoint.open(FIXTURES.resolve("llama3-style")).digest())
                .matches("[0-9a-f]{64}");
    }
}
