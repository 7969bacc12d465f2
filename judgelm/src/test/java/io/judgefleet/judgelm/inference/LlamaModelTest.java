package io.judgefleet.judgelm.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.TinyModel.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LlamaModelTest {
    private static final double TOLERANCE = 2e-4;

    @TempDir
    Path folder;

    static Stream<Shape> shapes() {
        var none = new RopeScaling.None();
        return Stream.of(
                Shape.PLAIN,
                new Shape(1, 6, 2, 4, false, true, none, DType.BF16, 64),
                new Shape(3, 4, 2, 6, true, false, new RopeScaling.Linear(2.5), DType.FP16, 2),
                new Shape(2, 4, 1, 16, true, true, new RopeScaling.Llama3(8, 1, 4, 32), DType.BF16, 0),
                new Shape(2, 3, 3, 10, false, false, none, DType.BF16, 7),
                new Shape(2, 2, 1, 12, false, true, new RopeScaling.Llama3(4, 1, 2, 16), DType.FP32, 3));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldAgreeWithNaiveTwinWhenPromptsArePacked(Shape shape) {
        var tiny = TinyModel.random(shape, 7, folder);
        var spans = Stream.of(1, 2, 17, 5, 33)
                .map(length -> TokenSpan.of(tokens(length, length)))
                .toList();

        try (var model = tiny.load(DType.FP32);
                var twin = new NaiveLlama(tiny)) {
            assertAgree(model.logits(spans), twin.logits(spans));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldAgreeWithNaiveTwinWhenSpansContinueOthersOfTheSamePass(Shape shape) {
        var tiny = TinyModel.random(shape, 8, folder);
        var shared = TokenSpan.prefix(tokens(11, 1));
        var first = shared.then(tokens(5, 2));
        var branch = shared.thenPrefix(tokens(3, 3));
        var spans = List.of(shared, first, branch, branch.then(4), branch.then(tokens(6, 5)), shared.then(9));

        try (var model = tiny.load(DType.FP32);
                var twin = new NaiveLlama(tiny)) {
            assertAgree(model.logits(spans), twin.logits(spans));
        }
    }

    @Test
    void shouldSayInALineWhenTheDeviceIsNotThere() {
        var tiny = TinyModel.random(Shape.PLAIN, 9, folder);
        var missing = Placement.of(
                new Computing(DType.BF16, Quantization.NONE, "cuda", false),
                true,
                new Hardware(Processor.here(), ComputeCapability.UNKNOWN),
                8);

        assertThatThrownBy(() -> LlamaModel.load(tiny.config(), tiny.tensors(), missing))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageMatching("expected to load the model on cuda: .*");
    }

    @Test
    void shouldReadWithinWhatIsReservedAndBeyond() {
        var tiny = TinyModel.random(Shape.PLAIN, 9, folder);
        var spans = List.of(TokenSpan.of(tokens(9, 1)), TokenSpan.of(tokens(4, 2)));
        try (var model = tiny.load(DType.FP32);
                var twin = new NaiveLlama(tiny)) {
            var expected = twin.logits(spans);
            model.reserve(3000);
            assertAgree(model.logits(spans), expected);
            model.reserve(5000);
            model.release(spans);
            model.reserve(1);

            assertAgree(model.logits(spans), expected);

            assertThat(model.cachedTokens()).isEqualTo(13);
        }
    }

    @Test
    void shouldAgreeWithNaiveTwinWhenDecodingWithTheCache() {
        var tiny = TinyModel.random(Shape.PLAIN, 9, folder);
        var random = new Random(3);

        try (var model = tiny.load(DType.FP32);
                var twin = new NaiveLlama(tiny)) {
            var spans = new ArrayList<>(List.of(TokenSpan.of(tokens(9, 1)), TokenSpan.of(tokens(4, 2))));
            model.logits(spans);
            for (int step = 0; step < 6; step++) {
                spans.replaceAll(span -> span.then(random.nextInt(TinyModel.VOCABULARY)));
                assertAgree(model.logits(spans), twin.logits(spans));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldAgreeWithNaiveTwinWhenBranchesOfATrunkAreReadTogether(Shape shape) {
        var tiny = TinyModel.random(shape, 14, folder);
        var trunk = TokenSpan.of(tokens(12, 1));
        var other = TokenSpan.prefix(tokens(5, 2)).then(tokens(7, 3));
        var firsts = List.of(trunk.branch(3), trunk.branch(4), trunk.branch(5), other.branch(3));
        var seconds = List.of(
                firsts.get(0).branch(7),
                firsts.get(0).branch(8),
                firsts.get(2).branch(7),
                trunk.then(9),
                other.branch(6));
        var thirds = List.of(
                seconds.get(1).branch(1),
                seconds.get(2).branch(1),
                firsts.get(1).branch(2));

        try (var model = tiny.load(DType.FP32);
                var twin = new NaiveLlama(tiny)) {
            for (var spans : List.of(List.of(trunk, other.parents().getFirst(), other), firsts, seconds, thirds)) {
                assertAgree(model.logits(spans), twin.logits(spans));
            }
        }
    }

    @Test
    void shouldAnswerTheSameWhenRowsOfReleasedSpansAreUsedAgain() {
        var tiny = TinyModel.random(Shape.PLAIN, 10, folder);
        var random = new Random(4);

        try (var model = tiny.load(DType.FP32);
                var twin = new NaiveLlama(tiny)) {
            var kept = new ArrayList<TokenSpan>();
            for (int round = 0; round < 40; round++) {
                var spans = Stream.generate(() -> TokenSpan.of(tokens(1 + random.nextInt(90), random.nextInt())))
                        .limit(3)
                        .toList();
                model.logits(spans);
                kept.addAll(spans);
                while (kept.size() > 5) {
                    model.release(List.of(kept.remove(random.nextInt(kept.size()))));
                }
            }
            var continued = kept.stream().map(span -> span.then(5)).toList();

            assertAgree(model.logits(continued), twin.logits(continued));
            assertThat(model.cachedTokens())
                    .isEqualTo(kept.stream().mapToInt(span -> span.length() + 1).sum());
        }
    }

    @Test
    void shouldChooseAsTheLogitsSayWhenOnlyWatchedTokensAreAsked() {
        var tiny = TinyModel.random(Shape.PLAIN, 11, folder);
        var spans = List.of(TokenSpan.of(tokens(9, 1)), TokenSpan.prefix(tokens(3, 6)), TokenSpan.of(tokens(4, 2)));
        int[] watched = {0, 5, 39};

        try (var model = tiny.load(DType.FP32)) {
            var chosen = model.next(spans, watched);
            var expected = model.logits(spans);

            assertThat(chosen).hasSize(2);
            chosen.forEach((span, next) -> {
                var from = NextToken.of(requireNonNull(expected.get(span)), watched);
                assertThat(next.best()).isEqualTo(from.best());
                assertThat(next.logProbabilities()).containsExactly(from.logProbabilities(), within(1e-5f));
            });
        }
    }

    @Test
    void shouldComputeInBfloat16WhenAsked() {
        var shape = new Shape(2, 4, 2, 8, true, false, new RopeScaling.None(), DType.BF16, 0);
        var tiny = TinyModel.random(shape, 12, folder);
        var spans = List.of(TokenSpan.of(tokens(20, 1)));

        try (var model = tiny.load(DType.BF16);
                var twin = new NaiveLlama(tiny)) {
            var expected = twin.logits(spans).get(spans.getFirst());
            assertThat(model.logits(spans).get(spans.getFirst())).containsExactly(expected, within(0.4f));
        }
    }

    @Test
    void shouldRefuseWhenAParentWasReleased() {
        var tiny = TinyModel.random(Shape.PLAIN, 13, folder);
        var span = TokenSpan.of(1, 2, 3);

        try (var model = tiny.load(DType.FP32)) {
            model.logits(List.of(span));
            model.release(List.of(span));

            assertThatThrownBy(() -> model.logits(List.of(span.then(4)))).hasMessageContaining("has been read");
        }
    }

    private static int[] tokens(int length, long seed) {
        return new Random(seed).ints(length, 0, TinyModel.VOCABULARY).toArray();
    }

    private static void assertAgree(Map<TokenSpan, float[]> found, Map<TokenSpan, float[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((span, logits) -> assertThat(found.get(span))
                .as("after %d tokens", span.start())
                .containsExactly(logits, within((float) TOLERANCE)));
    }
}
