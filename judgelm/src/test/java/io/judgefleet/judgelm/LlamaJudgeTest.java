package io.judgefleet.judgelm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.PromptTooLongException;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PassOutcome.Truncated;
import io.judgefleet.judgement.PresentationOrder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaJudgeTest {
    private static final JudgeSettings CONSTRAINED = JudgeSettings.DEFAULT.withDecoding(Decoding.CONSTRAINED_ARGMAX);

    @ParameterizedTest
    @ValueSource(strings = {"vicuna-style", "llama3-style"})
    void shouldJudgeBothOrdersWhenAskedForAPair(String name) {
        try (var judge = load(name, CONSTRAINED)) {
            var passes = judge.judge(List.of(judge.prepare(pair("Why?", "Because.", "No idea."))))
                    .getFirst();

            assertThat(passes)
                    .extracting(Pass::order)
                    .containsExactly(PresentationOrder.ORIGINAL, PresentationOrder.SWAPPED);
            assertThat(passes).allSatisfy(pass -> {
                assertThat(pass.outcome()).isInstanceOf(Scored.class);
                assertThat(pass.distribution()).isPresent();
                assertThat(pass.promptTokens()).isGreaterThan(200);
                assertThat(pass.completionTokens()).isBetween(1, 16);
            });
        }
    }

    @Test
    void shouldSaySoWhenGreedyTextIsNoJudgement() {
        try (var judge = load("vicuna-style", JudgeSettings.DEFAULT)) {
            var passes = judge.judge(List.of(judge.prepare(pair("Why?", "Because.", "No idea."))))
                    .getFirst();

            assertThat(passes)
                    .allSatisfy(pass -> assertThat(pass.outcome()).isInstanceOf(PassOutcome.Unparsable.class));
        }
    }

    @Test
    void shouldJudgeAlikeWhateverElseIsInTheBatch() {
        try (var judge = load("llama3-style", CONSTRAINED.withTokenBudget(2500))) {
            var random = new Random(5);
            var tasks = Stream.generate(
                            () -> judge.prepare(pair(words(random, 9), words(random, 60), words(random, 30))))
                    .limit(6)
                    .toList();

            var together = judge.judge(tasks);
            var alone = tasks.stream()
                    .map(task -> judge.judge(List.of(task)).getFirst())
                    .toList();

            assertThat(together.stream().map(LlamaJudgeTest::outcomes).toList())
                    .isEqualTo(alone.stream().map(LlamaJudgeTest::outcomes).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vicuna-style", "llama3-style"})
    void shouldJudgeAlikeToTheLastBitWhenReproducible(String name) {
        var reproducible = CONSTRAINED.withComputing(Computing.DEFAULT.withReproducible(true));
        try (var judge = load(name, reproducible)) {
            var random = new Random(6);
            var tasks = Stream.generate(
                            () -> judge.prepare(pair(words(random, 9), words(random, 60), words(random, 30))))
                    .limit(4)
                    .toList();

            var together = judge.judge(tasks);
            var alone = tasks.stream()
                    .map(task -> judge.judge(List.of(task)).getFirst())
                    .toList();

            assertThat(together).isEqualTo(alone);
        }
    }

    @Test
    void shouldScoreTheSecondAnswerWhenTheFirstIsPinned() {
        var task = new JudgeTask(JudgingMode.SINGLE, "Why?", List.of("No idea."), Optional.of("Because."));
        try (var judge = load("vicuna-style", CONSTRAINED)) {
            var passes = judge.judge(List.of(judge.prepare(task))).getFirst();

            assertThat(passes).singleElement().satisfies(pass -> {
                assertThat(pass.outcome())
                        .isInstanceOfSatisfying(
                                Scored.class,
                                scored -> assertThat(scored.scores().first()).isEqualTo(10));
                assertThat(pass.distribution().orElseThrow().expectedFirst()).isCloseTo(10, within(1e-9));
            });
        }
    }

    @Test
    void shouldRecordWhatWasCutWhenThePromptExceedsTheWindow() {
        var task = pair("Why?", words(new Random(1), 1500), words(new Random(2), 900));
        try (var judge = load("vicuna-style", CONSTRAINED.withOverlong(LengthPolicy.TRUNCATE_LEFT))) {
            var prepared = judge.prepare(task);
            var passes = judge.judge(List.of(prepared)).getFirst();

            assertThat(prepared.prompts()).allMatch(prompt -> prompt.tokens().length <= 2048 - 16);
            assertThat(passes).allSatisfy(pass -> {
                assertThat(pass.outcome()).isInstanceOf(Truncated.class);
                assertThat(pass.truncatedTokens()).isPositive();
            });
        }
    }

    @Test
    void shouldRefuseWhenThePromptExceedsTheWindowAndMayNotBeCut() {
        var task = pair("Why?", words(new Random(1), 1500), "short");
        try (var judge = load("vicuna-style", CONSTRAINED)) {
            assertThatThrownBy(() -> judge.prepare(task))
                    .isInstanceOf(PromptTooLongException.class)
                    .hasMessageContaining("expected a prompt of at most 2032 tokens");
        }
    }

    @Test
    void shouldGoOnAfterTheFirstLineWhenReasonsAreAsked() {
        try (var judge = load("vicuna-style", JudgeSettings.DEFAULT.withReasons(40))) {
            var passes = judge.judge(List.of(judge.prepare(pair("Why?", "Because.", "No idea."))))
                    .getFirst();

            assertThat(passes)
                    .allSatisfy(pass -> assertThat(pass.completionTokens()).isEqualTo(40));
        }
    }

    @Test
    void shouldDescribeItself() {
        try (var judge = load("llama3-style", CONSTRAINED)) {
            var description = judge.describe();

            assertThat(description.name()).isEqualTo("llama3-style");
            assertThat(description.weightsOrigin()).isEqualTo("unstated");
            assertThat(description.decoding()).isEqualTo("constrained-argmax");
            assertThat(description.dtype()).isEqualTo("float32");
            assertThat(description.weightsDigest()).matches("[0-9a-f]{64}");
            assertThat(description.engine()).isEqualTo("djl-pytorch-2.7.1");
        }
    }

    private static List<PassOutcome> outcomes(List<Pass> passes) {
        return passes.stream().map(Pass::outcome).toList();
    }

    private static JudgeTask pair(String question, String first, String second) {
        return new JudgeTask(JudgingMode.PAIR, question, List.of(first, second), Optional.empty());
    }

    private static String words(Random random, int count) {
        var words = List.of("good", "answer", "the", "model", "why", "seven", "12", "blue", "explain", "it's");
        return IntStream.range(0, count)
                .mapToObj(i -> words.get(random.nextInt(words.size())))
                .collect(Collectors.joining(" "));
    }

    private static LlamaJudge load(String name, JudgeSettings settings) {
        try {
            var folder = requireNonNull(LlamaJudgeTest.class.getResource("/llama-fixtures/" + name));
            return LlamaJudge.load(Path.of(folder.toURI()), settings);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
