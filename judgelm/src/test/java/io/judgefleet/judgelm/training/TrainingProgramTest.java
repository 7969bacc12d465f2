package io.judgefleet.judgelm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.NaiveLlama;
import io.judgefleet.judgelm.inference.TinyModel;
import io.judgefleet.judgelm.inference.TinyModel.Shape;
import io.judgefleet.judgelm.training.StepSettings.Adapter;
import io.judgefleet.judgelm.training.TrainingProgram.Kind;
import io.judgefleet.judgelm.training.data.PackedSamples;
import io.judgefleet.judgelm.training.data.Sample;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@NullUnmarked // a name that is missing from a map shall fail the test
class TrainingProgramTest {
    private static final double TOLERANCE = 1e-4;
    private static final double STEP = 1e-5;
    private static final int PLACES_PER_TENSOR = 12;
    private static final double PROMPT_WEIGHT = 0.25;
    private static final double SCALE = 0.5;
    private static final Adapter ADAPTER = new Adapter(3, 6, 1);

    private static final List<Sample> SAMPLES = List.of(
            new Sample(new int[] {1, 5, 9, 3, 17, 2}, 4),
            new Sample(new int[] {1, 22, 7, 7, 30, 11, 39, 2}, 3),
            new Sample(new int[] {1, 4, 2}, 1));

    @TempDir
    Path folder;

    static Stream<Shape> shapes() {
        return Stream.of(
                Shape.PLAIN,
                new Shape(3, 4, 2, 6, false, true, new RopeScaling.None(), DType.FP32, 0),
                new Shape(1, 6, 1, 4, false, false, new RopeScaling.Llama3(8, 1, 4, 32), DType.FP32, 0));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldFindLossAndGradientsOfPlainDoublePrecisionWhenLayersAreKept(Shape shape) {
        assertAgreesWithNaiveTwin(shape, new StepSettings(DType.FP32, false, Adapter.NONE));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldFindLossAndGradientsOfPlainDoublePrecisionWhenLayersAreComputedAgain(Shape shape) {
        assertAgreesWithNaiveTwin(shape, new StepSettings(DType.FP32, true, Adapter.NONE));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldFindTheSameGradientsWhetherLayersAreKeptOrComputedAgain(Shape shape) {
        var kept = gradients(shape, new StepSettings(DType.FP32, false, Adapter.NONE));
        var again = gradients(shape, new StepSettings(DType.FP32, true, Adapter.NONE));

        assertThat(again.keySet()).containsExactlyElementsOf(kept.keySet());
        kept.forEach((name, expected) -> assertThat(distance(doubles(expected), doubles(again.get(name))))
                .as(name)
                .isLessThan(1e-6));
    }

    @Test
    void shouldFindGradientsOfAdaptersWhenOnlyThoseAreTrained() {
        for (var checkpointing : List.of(false, true)) {
            assertAdaptersAgreeWithNaiveTwin(new StepSettings(DType.FP32, checkpointing, ADAPTER));
        }
    }

    @Test
    void shouldCollectTheSameGradientsWhenSamplesComeInSeveralPortions() {
        try (var program = start(Shape.PLAIN, StepSettings.DEFAULT)) {
            SAMPLES.forEach(sample -> program.accumulate(PackedSamples.of(List.of(sample), PROMPT_WEIGHT), SCALE));
            var portions = program.read(Kind.GRADIENT);
            program.update(AdamW.DEFAULT, 0);
            program.accumulate(PackedSamples.of(SAMPLES, PROMPT_WEIGHT), SCALE);

            program.read(Kind.GRADIENT)
                    .forEach((name, whole) -> assertThat(distance(doubles(whole), doubles(portions.get(name))))
                            .as(name)
                            .isLessThan(1e-5));
        }
    }

    @Test
    void shouldUpdateAsAdamWInDoublePrecisionDoes() {
        try (var program = start(Shape.PLAIN, StepSettings.DEFAULT)) {
            var optimizer = new AdamW(0.9, 0.95, 0.1, 1e-8, 0.7);
            var twin = new NaiveAdamW(optimizer, program.read(Kind.WEIGHT), program.trained());
            for (int step = 1; step <= 3; step++) {
                program.accumulate(PackedSamples.of(SAMPLES, 0), SCALE);
                var norm = twin.update(program.read(Kind.GRADIENT), 0.01, step);
                assertThat(program.update(optimizer, 0.01)).isCloseTo(norm, within(1e-4 * norm));
            }

            program.read(Kind.WEIGHT)
                    .forEach((name, weights) -> assertThat(
                                    distance(twin.weights().get(name), doubles(weights)))
                            .as(name)
                            .isLessThan(1e-5));
        }
    }

    @Test
    void shouldLearnSamplesByHeartWhenTrainedOnThemForAWhile() {
        for (var settings : List.of(
                StepSettings.DEFAULT,
                new StepSettings(DType.BF16, true, Adapter.NONE),
                new StepSettings(DType.FP32, false, new Adapter(8, 16, 1)))) {
            try (var program = start(Shape.PLAIN, settings)) {
                double loss = 0;
                for (int step = 0; step < 80; step++) {
                    loss = program.accumulate(PackedSamples.of(SAMPLES, 0), 0.1);
                    program.update(AdamW.DEFAULT, 0.01);
                }

                assertThat(loss).as(settings.toString()).isLessThan(0.5);
            }
        }
    }

    private void assertAgreesWithNaiveTwin(Shape shape, StepSettings settings) {
        var tiny = TinyModel.random(shape, 7, folder);
        var packed = PackedSamples.of(SAMPLES, PROMPT_WEIGHT);
        try (var program = start(shape, settings)) {
            var expected = naiveLoss(tiny, tiny.values());
            assertThat(program.accumulate(packed, SCALE)).isCloseTo(expected, within(TOLERANCE * expected));

            program.read(Kind.GRADIENT).forEach((name, gradient) -> {
                var places = places(gradient.length);
                var slopes = places.map(place -> SCALE * slope(tiny, name, place));
                assertThat(distance(
                                slopes.toArray(),
                                places(gradient.length)
                                        .map(at -> gradient[(int) at])
                                        .toArray()))
                        .as(name)
                        .isLessThan(TOLERANCE);
            });
        }
    }

    private void assertAdaptersAgreeWithNaiveTwin(StepSettings settings) {
        var tiny = TinyModel.random(Shape.PLAIN, 7, folder);
        try (var program = start(Shape.PLAIN, settings)) {
            var random = new Random(3);
            var adapters = new LinkedHashMap<String, float[]>();
            program.read(Kind.ADAPTER).forEach((name, value) -> adapters.put(name, gaussian(random, value.length)));
            program.restore(Kind.ADAPTER, adapters);
            var packed = PackedSamples.of(SAMPLES, PROMPT_WEIGHT);
            var expected = naiveLoss(tiny, merged(tiny, program.trained(), adapters));
            assertThat(program.accumulate(packed, SCALE)).isCloseTo(expected, within(TOLERANCE * expected));

            program.read(Kind.GRADIENT).forEach((name, gradient) -> {
                var slopes = places(gradient.length)
                        .map(place -> SCALE * adapterSlope(tiny, program.trained(), adapters, name, (int) place))
                        .toArray();
                assertThat(distance(
                                slopes,
                                places(gradient.length)
                                        .map(at -> gradient[(int) at])
                                        .toArray()))
                        .as(name)
                        .isLessThan(TOLERANCE);
            });
            program.weights()
                    .values()
                    .forEach((name, weight) -> assertThat(distance(
                                    merged(tiny, program.trained(), adapters).get(name), doubles(weight)))
                            .as(name)
                            .isLessThan(1e-6));
        }
    }

    private Map<String, float[]> gradients(Shape shape, StepSettings settings) {
        try (var program = start(shape, settings)) {
            program.accumulate(PackedSamples.of(SAMPLES, PROMPT_WEIGHT), SCALE);
            return program.read(Kind.GRADIENT);
        }
    }

    private TrainingProgram start(Shape shape, StepSettings settings) {
        var tiny = TinyModel.random(shape, 7, folder);
        var values = new LinkedHashMap<String, float[]>();
        var empty = new Weights(tiny.config(), Map.of());
        empty.shapes()
                .keySet()
                .forEach(name -> values.put(name, floats(tiny.values().get(name))));
        return TrainingProgram.start(empty.withValues(values), settings, 0);
    }

    /** Seeded places of a tensor; all of it where it is small. */
    private static DoubleStream places(int length) {
        return new Random(length).ints(PLACES_PER_TENSOR, 0, length).asDoubleStream();
    }

    private static double slope(TinyModel tiny, String name, double place) {
        return difference(moved -> {
            var values = new HashMap<>(tiny.values());
            var changed = values.get(name).clone();
            changed[(int) place] += moved;
            values.put(name, changed);
            return naiveLoss(tiny, values);
        });
    }

    private static double adapterSlope(
            TinyModel tiny, Map<String, long[]> shapes, Map<String, float[]> adapters, String name, int place) {
        return difference(moved -> {
            var factors = new LinkedHashMap<String, double[]>();
            adapters.forEach((factor, value) -> factors.put(factor, doubles(value)));
            factors.get(name)[place] += moved;
            return naiveLoss(tiny, mergedDoubles(tiny, shapes, factors));
        });
    }

    private static double difference(DoubleUnaryOperator loss) {
        return (loss.applyAsDouble(STEP) - loss.applyAsDouble(-STEP)) / (2 * STEP);
    }

    private static double naiveLoss(TinyModel tiny, Map<String, double[]> values) {
        var model = new NaiveLlama(tiny.config(), values);
        double loss = 0;
        for (var sample : SAMPLES) {
            var logits = model.afterEach(sample.tokens());
            for (int at = 0; at < sample.readTokens(); at++) {
                double weight = at + 1 >= sample.promptTokens() ? 1 : PROMPT_WEIGHT;
                loss -= weight * logLikelihood(logits[at], sample.tokens()[at + 1]);
            }
        }
        return loss;
    }

    private static double logLikelihood(double[] logits, int token) {
        double sum = 0;
        for (var logit : logits) {
            sum += Math.exp(logit);
        }
        return logits[token] - Math.log(sum);
    }

    private static Map<String, double[]> merged(
            TinyModel tiny, Map<String, long[]> shapes, Map<String, float[]> adapters) {
        var factors = new LinkedHashMap<String, double[]>();
        adapters.forEach((name, value) -> factors.put(name, doubles(value)));
        return mergedDoubles(tiny, shapes, factors);
    }

    private static Map<String, double[]> mergedDoubles(
            TinyModel tiny, Map<String, long[]> shapes, Map<String, double[]> factors) {
        var values = new HashMap<>(tiny.values());
        shapes.keySet().stream().filter(name -> name.endsWith(".lora_A.weight")).forEach(nameOfA -> {
            var name = nameOfA.replace(".lora_A", "");
            var nameOfB = nameOfA.replace("lora_A", "lora_B");
            int in = (int) shapes.get(nameOfA)[1];
            int out = (int) shapes.get(nameOfB)[0];
            var sum = values.get(name).clone();
            for (int row = 0; row < out; row++) {
                for (int column = 0; column < in; column++) {
                    for (int r = 0; r < ADAPTER.rank(); r++) {
                        sum[row * in + column] += factors.get(nameOfB)[row * ADAPTER.rank() + r]
                                * factors.get(nameOfA)[r * in + column]
                                * ADAPTER.scale();
                    }
                }
            }
            values.put(name, sum);
        });
        return values;
    }

    /** The length of the difference, as a share of the expected length. */
    private static double distance(double[] expected, double[] found) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(expected[i] - found[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return length == 0 ? Math.sqrt(difference) : Math.sqrt(difference / length);
    }

    private static float[] gaussian(Random random, int length) {
        var numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) (random.nextGaussian() * 0.3);
        }
        return numbers;
    }

    private static double[] doubles(float[] numbers) {
        var doubles = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }

    private static float[] floats(double[] numbers) {
        var floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
