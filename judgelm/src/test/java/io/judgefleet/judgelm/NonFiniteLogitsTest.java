package io.judgefleet.judgelm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.RandomCheckpoint;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.Quantization;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome.Failed;
import io.judgefleet.judgement.PassOutcome.Scored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint with numbers that are none, as broken files and overflows have them: what touches them fails, nothing else does. */
class NonFiniteLogitsTest {
    private static final Path TOKENIZER = Path.of("src/test/resources/llama-fixtures/vicuna-style/tokenizer.model");
    private static final String BAD = "see § 5";
    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final JudgeSettings SETTINGS = JudgeSettings.DEFAULT.withDecoding(Decoding.CONSTRAINED_ARGMAX);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "BF16, NaN, false",
        "FP32, NaN, false",
        "FP32, Infinity, false",
        "FP32, -Infinity, false",
        "BF16, NaN, true",
        "FP32, Infinity, true"
    })
    void shouldFailOnlyThePassesThatReadTheTokenWhenItsEmbeddingIsNoNumber(
            DType stored, float value, boolean reproducible) throws IOException {
        var settings = SETTINGS.withComputing(Computing.DEFAULT.withReproducible(reproducible));
        write(stored);
        var healthy = judged(settings, tasks());
        int token = tokenOf("§");
        fillRow(EMBEDDING, token, value);

        var sick = judged(settings, tasks());

        for (int i = 0; i < sick.size(); i++) {
            if (i % 10 == 3) {
                assertThat(sick.get(i))
                        .hasSize(2)
                        .allSatisfy(pass -> assertThat(pass.outcome())
                                .isInstanceOfSatisfying(
                                        Failed.class,
                                        failed -> assertThat(failed.reason())
                                                .isEqualTo(
                                                        "expected finite logits after %d tokens, found NaN; the checkpoint holds %s in row %d of %s"
                                                                .formatted(
                                                                        pass.promptTokens(),
                                                                        value,
                                                                        token,
                                                                        EMBEDDING))));
            } else {
                assertAlike(sick.get(i), healthy.get(i));
            }
        }
    }

    @Test
    void shouldFailAllThatShareABeginningWhenTheBeginningIsBad() throws IOException {
        write(DType.BF16);
        var question = "What does § 5 say about this? ".repeat(8);
        var tasks = List.of(
                new JudgeTask(JudgingMode.PAIR, question, List.of("much", "little"), Optional.empty()),
                task("Is it?", "yes"),
                new JudgeTask(JudgingMode.PAIR, question, List.of("all", "nothing"), Optional.empty()));
        fillRow(EMBEDDING, tokenOf("§"), Float.NaN);

        var judged = judged(SETTINGS, tasks);

        assertThat(judged.get(0)).allMatch(pass -> pass.outcome() instanceof Failed);
        assertThat(judged.get(1)).allMatch(pass -> pass.outcome() instanceof Scored);
        assertThat(judged.get(2)).allMatch(pass -> pass.outcome() instanceof Failed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.layers.1.mlp.down_proj.weight",
                "model.layers.0.self_attn.v_proj.weight",
                "model.layers.1.input_layernorm.weight",
                "model.norm.weight",
                "lm_head.weight"
            })
    void shouldFailEveryPassAndNameTheTensorWhenADeepWeightIsNoNumber(String tensor) throws IOException {
        write(DType.BF16);
        fillRow(tensor, 5, Float.NaN);

        var judged = judged(SETTINGS, List.of(task("Is it?", "yes"), task("Why?", "no")));

        assertThat(judged)
                .allSatisfy(passes -> assertThat(passes)
                        .hasSize(2)
                        .allSatisfy(pass -> assertThat(pass.outcome())
                                .isInstanceOfSatisfying(
                                        Failed.class,
                                        failed -> assertThat(failed.reason())
                                                .endsWith("the checkpoint holds NaN in row 5 of " + tensor))));
    }

    @Test
    void shouldFailEveryPassWhenATokenOfTheScoresCanNeverCome() throws IOException {
        write(DType.BF16);
        fillRow("lm_head.weight", tokenOf("7"), Float.NEGATIVE_INFINITY);

        var judged = judged(SETTINGS, List.of(task("Is it?", "yes")));

        assertThat(judged.getFirst()).allMatch(pass -> pass.outcome() instanceof Failed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSaySoWhenFiniteWeightsOverflow(boolean eightBits) throws IOException {
        write(DType.BF16);
        fillRow("model.layers.1.mlp.up_proj.weight", 3, 3e38f);
        fillRow("model.layers.1.mlp.gate_proj.weight", 3, 3e38f);
        var computing = new Computing(DType.BF16, eightBits ? Quantization.INT8 : Quantization.NONE, "cpu", false);

        var judged = judged(SETTINGS.withComputing(computing), List.of(task("Is it?", "yes")));

        assertThat(judged.getFirst())
                .allSatisfy(pass -> assertThat(pass.outcome())
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.reason())
                                        .startsWith("expected finite logits after ")
                                        .endsWith("; all weights are finite, so that numbers overflow in bfloat16")));
    }

    @Test
    void shouldFailAlikeInEightBits() throws IOException {
        write(DType.BF16);
        fillRow(EMBEDDING, tokenOf("§"), Float.NaN);
        var computing = new Computing(DType.BF16, Quantization.INT8, "cpu", false);

        var judged = judged(SETTINGS.withComputing(computing), tasks().subList(0, 5));

        assertThat(judged).hasSize(5);
        assertThat(judged.get(2)).allMatch(pass -> pass.outcome() instanceof Scored);
        assertThat(judged.get(3)).allMatch(pass -> pass.outcome() instanceof Failed);
        assertThat(judged.get(4)).allMatch(pass -> pass.outcome() instanceof Scored);
    }

    private static List<JudgeTask> tasks() {
        return IntStream.range(0, 20)
                .mapToObj(i -> task("Is " + i + " a prime?", i % 10 == 3 ? BAD : "see " + i))
                .toList();
    }

    private static JudgeTask task(String question, String answer) {
        return new JudgeTask(JudgingMode.PAIR, question, List.of(answer, "I do not know."), Optional.empty());
    }

    private List<List<Pass>> judged(JudgeSettings settings, List<JudgeTask> tasks) {
        try (var judge = LlamaJudge.load(folder, settings)) {
            return judge.judge(tasks.stream().map(judge::prepare).toList());
        }
    }

    /** Equal but for rounding, which follows the shape of the passes that a task was in. */
    private static void assertAlike(List<Pass> judged, List<Pass> expected) {
        var softly = new SoftAssertions();
        for (int i = 0; i < judged.size(); i++) {
            softly.assertThat(judged.get(i).completion())
                    .isEqualTo(expected.get(i).completion());
            softly.assertThat(judged.get(i).outcome()).isEqualTo(expected.get(i).outcome());
            softly.assertThat(judged.get(i).distribution().orElseThrow().expectedFirst())
                    .isCloseTo(expected.get(i).distribution().orElseThrow().expectedFirst(), within(1e-4));
        }
        softly.assertAll();
    }

    private void write(DType stored) throws IOException {
        var config = new LlamaConfig(
                "llama",
                new LlamaConfig.Dimensions(32, 48, 2, 1024, 1e-5, false),
                new LlamaConfig.Attention(4, 2, 8, false),
                new LlamaConfig.Rope(10_000, new RopeScaling.None(), 2048),
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                stored);
        new RandomCheckpoint("tiny", config, 20261130).write(folder, TOKENIZER);
    }

    /** The last token of a text; a character without a piece of its own ends with its last byte. */
    private int tokenOf(String text) {
        try (var tokenizer = Tokenizer.open(folder)) {
            var ids = tokenizer.encode(text);
            return ids[ids.length - 1];
        }
    }

    private void fillRow(String tensor, int row, float value) throws IOException {
        var location = Checkpoint.open(folder).tensor(tensor);
        long elements = location.elements() / location.shape()[0];
        int width = location.dtype().bytes();
        var bytes = ByteBuffer.allocate((int) elements * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            if (location.dtype() == DType.FP32) {
                bytes.putFloat(value);
            } else {
                bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
            }
        }
        try (var file = FileChannel.open(location.file(), StandardOpenOption.WRITE)) {
            file.write(bytes.flip(), location.offset() + row * elements * width);
        }
    }
}
