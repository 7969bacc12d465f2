package io.judgefleet.judgelm.inference;

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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    private static final float TOLERANCE = 2e-4f;
    private static final float EIGHT_BITS = 0.6f;
    private static final float BFLOAT16 = 0.25f;
    private static final Processor AVX2 = new Processor("AuthenticAMD", Set.of("avx2"));
    private static final Processor AVX512 =
            new Processor("GenuineIntel", Set.of("avx2", "avx512bw", "avx512vl", "avx512dq", "avx512_vnni"));

    @TempDir
    Path folder;

    static Stream<Arguments> placements() {
        var none = new RopeScaling.None();
        var biased = new Shape(2, 4, 2, 8, true, false, none, DType.FP32, 0);
        var tied = new Shape(2, 6, 2, 4, false, true, none, DType.BF16, 64);
        // Its 128 rows of queries, keys and values come into oneDNN's order, other heights do not.
        var reordered = new Shape(2, 8, 4, 8, true, false, none, DType.FP32, 0);
        return Stream.of(Shape.PLAIN, biased, tied, reordered)
                .flatMap(shape -> Stream.of(
                        Arguments.of(shape, true, false),
                        Arguments.of(shape, false, true),
                        Arguments.of(shape, true, true)));
    }

    /** All that a GPU computes otherwise but for the kernel itself, for which its plain twin stands in. */
    @ParameterizedTest(name = "{0}, fused {1}, packed {2}")
    @MethodSource("placements")
    void shouldAgreeWithNaiveTwinHoweverItIsPlaced(Shape shape, boolean fused, boolean packed) {
        var tiny = TinyModel.random(shape, 5, folder);
        var placement = new Placement("cpu", DType.FP32, Quantization.NONE, fused, false, packed);

        try (var model = LlamaModel.load(tiny.config(), tiny.tensors(), placement);
                var twin = new NaiveLlama(tiny)) {
            for (var spans : passes()) {
                assertAgree(model.logits(spans), twin.logits(spans), TOLERANCE);
            }
        }
    }

    /** From 64 tokens on mapped weights are read through oneDNN where MKL is slow. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAgreeWithNaiveTwinWhenManyTokensAreRead(boolean fused) {
        var tiny = TinyModel.random(Shape.PLAIN, 8, folder);
        var placement = new Placement("cpu", DType.FP32, Quantization.NONE, fused, false, false);
        var random = new Random(4);
        var spans = List.of(TokenSpan.of(tokens(70, random)), TokenSpan.of(tokens(40, random)));

        try (var model = LlamaModel.load(tiny.config(), tiny.tensors(), placement);
                var twin = new NaiveLlama(tiny)) {
            assertAgree(model.logits(spans), twin.logits(spans), TOLERANCE);
        }
    }

    /** From 32 tokens on bfloat16 is made wide; so many are read here that those asked for are, too. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, false"})
    void shouldStayNearNaiveTwinInBfloat16(boolean widening, boolean fused) {
        var tiny = TinyModel.random(Shape.PLAIN, 8, folder);
        var placement = new Placement("cpu", DType.BF16, Quantization.NONE, fused, widening, false);
        var random = new Random(4);
        var spans =
                Stream.generate(() -> TokenSpan.of(tokens(3, random))).limit(40).toList();

        try (var model = LlamaModel.load(tiny.config(), tiny.tensors(), placement);
                var twin = new NaiveLlama(tiny)) {
            assertAgree(model.logits(spans), twin.logits(spans), BFLOAT16);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldStayNearNaiveTwinInEightBits(boolean widening) {
        var tiny = TinyModel.random(Shape.PLAIN, 5, folder);

        try (var model = int8(tiny, widening);
                var twin = new NaiveLlama(tiny)) {
            for (var spans : passes()) {
                assertAgree(model.logits(spans), twin.logits(spans), EIGHT_BITS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRoundEachTokenByItselfInEightBits(boolean widening) {
        var tiny = TinyModel.random(Shape.PLAIN, 6, folder);
        var random = new Random(3);
        try (var model = int8(tiny, widening)) {
            var spans = Stream.generate(() -> TokenSpan.of(tokens(5 + random.nextInt(20), random)))
                    .limit(6)
                    .toList();
            var together = model.logits(spans);

            for (var span : spans) {
                var alone = TokenSpan.of(span.tokens());
                assertThat(model.logits(List.of(alone)).get(alone)).containsExactly(together.get(span), within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, FP32, NONE, true, cpu, false, false, false",
        "cpu, FP32, NONE, false, cpu, true, false, false",
        "cpu, BF16, NONE, true, cpu, false, true, false",
        "cpu, BF16, INT8, true, cpu, true, true, false",
        "cuda, BF16, NONE, true, gpu, true, false, true",
        "cuda:1, FP16, NONE, true, gpu, true, false, true",
        "cuda, FP32, NONE, true, gpu, true, false, false",
        "cuda, BF16, FP8, true, gpu, true, false, true"
    })
    void shouldFollowFromWhereAndInWhatIsComputed(
            String device,
            DType dtype,
            Quantization quantization,
            boolean mapped,
            String type,
            boolean fused,
            boolean widening,
            boolean packed) {
        var placement = Placement.of(new Computing(dtype, quantization, device, false), mapped, on(AVX2), 8);

        assertThat(placement.djlDevice().getDeviceType()).isEqualTo(type);
        assertThat(placement).isEqualTo(new Placement(device, dtype, quantization, fused, widening, packed));
    }

    @ParameterizedTest
    @CsvSource({"BF16, NONE", "BF16, INT8", "FP32, NONE"})
    void shouldWidenNothingWhereTheProcessorMultipliesIt(DType dtype, Quantization quantization) {
        var placement = Placement.of(new Computing(dtype, quantization, "cpu", false), true, on(AVX512), 8);

        assertThat(placement.widening()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BF16 | 8 | 0 | 128 | ''",
                "FP16 | 9 | 0 | 256 | ''",
                "BF16 | 12 | 0 | 8 | ''",
                "BF16 | 7 | 5 | 128 | expected compute capability 8.0 or newer for the flash kernel, found 7.5",
                "FP32 | 9 | 0 | 128 | expected half precision for the flash kernel, found float32",
                "BF16 | 9 | 0 | 20 | expected heads of a multiple of 8 up to 256 for the flash kernel, found 20",
                "BF16 | 9 | 0 | 512 | expected heads of a multiple of 8 up to 256 for the flash kernel, found 512"
            })
    void shouldAttendSequenceBySequenceWhereTheFlashKernelCannot(
            DType dtype, int major, int minor, int headDim, String reason) {
        var hardware = new Hardware(AVX512, new ComputeCapability(major, minor));

        var placement = Placement.of(new Computing(dtype, Quantization.NONE, "cuda", false), true, hardware, headDim);

        assertThat(placement.packed()).isEqualTo(reason.isEmpty());
        assertThat(Placement.whyNotPacked(dtype, hardware.capability(), headDim).orElse(""))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"8, 9, false", "9, 0, true", "10, 0, true"})
    void shouldRefuseEightBitFloatsWhereTheDeviceIsTooOld(int major, int minor, boolean accepted) {
        var computing = new Computing(DType.BF16, Quantization.FP8, "cuda", false);
        var hardware = new Hardware(AVX512, new ComputeCapability(major, minor));

        if (accepted) {
            assertThat(Placement.of(computing, true, hardware, 128).packed()).isTrue();
        } else {
            assertThatThrownBy(() -> Placement.of(computing, true, hardware, 128))
                    .hasMessage("expected a device of compute capability 9.0 or newer for fp8, found 8.9");
        }
    }

    @ParameterizedTest
    @CsvSource({"cpu, FP16, NONE", "cpu, BF16, FP8", "cuda, BF16, INT8", "cuda, FP32, FP8", "tpu, FP32, NONE"})
    void shouldRefuseWhatNothingComputes(String device, DType dtype, Quantization quantization) {
        assertThatThrownBy(() -> new Computing(dtype, quantization, device, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Prompts with a common prefix, then branches of them, then branches of branches and further prompts beside. */
    private static List<List<TokenSpan>> passes() {
        var random = new Random(9);
        var prefix = TokenSpan.prefix(tokens(9, random));
        var one = prefix.then(tokens(4, random));
        var two = prefix.then(tokens(7, random));
        var three = TokenSpan.of(tokens(11, random));
        var branches = List.of(one.branch(3), one.branch(4), one.branch(5), two.branch(3), three.branch(8));
        var further = new ArrayList<TokenSpan>();
        further.add(branches.get(0).branch(1));
        further.add(branches.get(0).branch(2));
        further.add(branches.get(2).branch(2));
        further.add(TokenSpan.of(tokens(6, random)));
        further.add(branches.get(3).branch(7));
        further.add(branches.get(4).branch(7));
        return List.of(List.of(prefix, one, two, three), branches, further);
    }

    private static Hardware on(Processor processor) {
        return new Hardware(processor, ComputeCapability.UNKNOWN);
    }

    private static LlamaModel int8(TinyModel tiny, boolean widening) {
        var placement = new Placement("cpu", DType.FP32, Quantization.INT8, true, widening, false);
        return LlamaModel.load(tiny.config(), tiny.tensors(), placement);
    }

    private static int[] tokens(int length, Random random) {
        return random.ints(length, 0, TinyModel.VOCABULARY).toArray();
    }

    private static void assertAgree(Map<TokenSpan, float[]> found, Map<TokenSpan, float[]> expected, float tolerance) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((span, logits) -> assertThat(found.get(span))
                .as("after %d tokens", span.start())
                .containsExactly(logits, within(tolerance)));
    }
}
