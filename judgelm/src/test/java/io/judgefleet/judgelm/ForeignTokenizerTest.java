package io.judgefleet.judgelm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.RandomCheckpoint;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignTokenizerTest {
    private static final Path TOKENIZER = Path.of("src/test/resources/llama-fixtures/vicuna-style/tokenizer.model");
    private static final Path BYTE_LEVEL = Path.of("src/test/resources/byte-level");

    @TempDir
    Path folder;

    @Test
    void shouldRefuseTheFolderWhenATextCouldGetAnIdBeyondTheEmbedding() throws IOException {
        write(1023, 2048);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> LlamaJudge.load(folder, JudgeSettings.DEFAULT))
                .withMessageStartingWith(
                        folder
                                + ": expected a tokenizer with ids below 1023, the rows of model.embed_tokens.weight, found 1023 for \"")
                .extracting(CheckpointException::fault)
                .isEqualTo(Fault.FOREIGN_TOKENIZER);
    }

    @Test
    void shouldWriteNothingForAnIdBeyondTheTokenizer() throws IOException {
        write(1100, 2048);

        try (var tokenizer = Tokenizer.open(folder)) {
            var ids = tokenizer.encode("ab");
            var padded = Arrays.copyOf(ids, ids.length + 1);
            padded[ids.length] = 1090;

            assertThat(tokenizer.decode(padded)).isEqualTo(tokenizer.decode(ids));
        }
    }

    @Test
    void shouldReadNoSpecialTokenFromTextSoThatOneBeyondTheEmbeddingIsHarmless() throws IOException {
        var json = Files.readString(BYTE_LEVEL.resolve("tokenizer.json"));
        var special =
                "{\"id\": 99999, \"content\": \"<pad>\", \"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
                        + " \"normalized\": false, \"special\": true}";
        Files.writeString(
                folder.resolve("tokenizer.json"),
                json.replaceFirst("\"added_tokens\" *: *\\[", "\"added_tokens\": [" + special + ","));

        try (var tokenizer = Tokenizer.open(folder)) {
            assertThat(tokenizer.vocabularySize()).isEqualTo(100_000);
            assertThat(tokenizer.largestId()).isLessThan(99_999);
        }
    }

    @Test
    void shouldRefuseTheFolderWhenItsWindowHoldsNoComparison() throws IOException {
        write(1024, 64);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> LlamaJudge.load(folder, JudgeSettings.DEFAULT))
                .withMessageMatching(
                        ".*: expected a window of at least [0-9]+ tokens, [0-9]+ for the shortest comparison"
                                + " and 16 for what is written, found 64");
    }

    private void write(int rows, int positions) throws IOException {
        var config = new LlamaConfig(
                "llama",
                new LlamaConfig.Dimensions(32, 48, 2, rows, 1e-5, false),
                new LlamaConfig.Attention(4, 2, 8, false),
                new LlamaConfig.Rope(10_000, new RopeScaling.None(), positions),
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                DType.FP32);
        new RandomCheckpoint("tiny", config, 20261130).write(folder, TOKENIZER);
    }
}
