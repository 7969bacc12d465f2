package io.judgefleet.judgelm.training;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.inference.DeviceThread;
import io.judgefleet.judgelm.inference.ProgramArchive;
import io.judgefleet.judgelm.inference.RotaryFrequencies;
import io.judgefleet.judgelm.inference.TorchProgram;
import io.judgefleet.judgelm.inference.TorchRuntime;
import io.judgefleet.judgelm.training.data.PackedSamples;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A model in training: its weights, gradients and the optimizer's state in native memory, and the steps that change them. */
final class TrainingProgram implements AutoCloseable {
    private static final int MATRICES_PER_LAYER = 7;
    private static final int WEIGHTS_PER_LAYER = 9;

    /** Where each matrix of a layer stands among the layer's weights. */
    private static final int[] MATRIX_PLACES = {1, 2, 3, 4, 6, 7, 8};

    private final DeviceThread thread;
    private final TorchProgram program;
    private final Weights shapes;
    private final StepSettings settings;
    private final Map<String, long[]> trained;

    /** The lists of tensors that the program keeps, by their numbers. */
    enum Kind {
        WEIGHT(0),
        ADAPTER(1),
        AVERAGE(2),
        SQUARE(3),
        GRADIENT(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private TrainingProgram(DeviceThread thread, TorchProgram program, Weights weights, StepSettings settings) {
        this.thread = thread;
        this.program = program;
        this.shapes = weights.withoutValues();
        this.settings = settings;
        this.trained = settings.adapter().isPresent() ? Adapters.shapes(weights.config(), settings) : shapes.shapes();
    }

    /** Places weights and an optimizer that has made so many steps. */
    static TrainingProgram start(Weights weights, StepSettings settings, long stepsMade) {
        if (weights.config().attention().qkvBias()) {
            throw new IllegalArgumentException("expected a model without biases on queries, keys and values");
        }
        var thread = new DeviceThread();
        try {
            var program = thread.run(
                    () -> TorchProgram.load(ProgramArchive.of(TrainingProgram.class, "training.py"), Device.cpu()));
            var training = new TrainingProgram(thread, program, weights, settings);
            training.place(weights, stepsMade);
            thread.run(() -> TorchRuntime.chooseThreads(weights.parameters()));
            return training;
        } catch (RuntimeException | Error e) {
            thread.close();
            throw e;
        }
    }

    /** The names and extents of what is trained, in the program's order. */
    Map<String, long[]> trained() {
        return trained;
    }

    /** Adds the gradients of some samples, each label counting {@code scale} times its weight; answers their summed loss. */
    double accumulate(PackedSamples samples, double scale) {
        return call(
                "accumulate",
                manager -> new NDList(
                        manager.create(samples.tokens()),
                        manager.create(samples.positions()),
                        manager.create(samples.starts()),
                        manager.create(samples.read()),
                        manager.create(samples.labels()),
                        manager.create(samples.labelWeights()),
                        manager.create((float) scale)),
                loss -> loss.toFloatArray()[0]);
    }

    /** Updates what is trained by the gradients collected, and forgets them; answers their norm before it was clipped. */
    double update(AdamW optimizer, double learningRate) {
        return call(
                "update",
                manager -> new NDList(manager.create(optimizer.settings(learningRate))),
                norm -> norm.toFloatArray()[0]);
    }

    /** The trained tensors themselves, or the optimizer's or gradients' twins of them. */
    Map<String, float[]> read(Kind kind) {
        var values = new LinkedHashMap<String, float[]>();
        int index = 0;
        for (var name : trained.keySet()) {
            values.put(name, read(kind, index++));
        }
        return values;
    }

    /** The kind of {@link #read} that is trained. */
    Kind trainedKind() {
        return settings.adapter().isPresent() ? Kind.ADAPTER : Kind.WEIGHT;
    }

    /** Overwrites tensors of a kind with what {@link #read} once answered. */
    void restore(Kind kind, Map<String, float[]> values) {
        int index = 0;
        for (var entry : trained.entrySet()) {
            var value = values.get(entry.getKey());
            if (value == null) {
                throw new IllegalArgumentException("expected a tensor %s, found none".formatted(entry.getKey()));
            }
            long place = index++;
            discard(
                    "restore",
                    manager -> new NDList(
                            manager.create(new long[] {kind.number, place}),
                            manager.create(value, new Shape(entry.getValue()))));
        }
    }

    /** The model as it stands, adapters added in. */
    Weights weights() {
        var values = new LinkedHashMap<String, float[]>();
        int index = 0;
        for (var name : shapes.shapes().keySet()) {
            values.put(name, weight(index++));
        }
        return shapes.withValues(values);
    }

    @Override
    public void close() {
        thread.run(() -> {
            program.close();
            return true;
        });
        thread.close();
    }

    private void place(Weights weights, long stepsMade) {
        configure(weights.config());
        weights.values().forEach((name, value) -> add("add_weight", value, weights.shape(name)));
        if (settings.adapter().isPresent()) {
            Adapters.initial(trained, settings.adapter().seed())
                    .forEach((name, value) -> add("add_adapter", value, requireNonNull(trained.get(name))));
        }
        discard("prepare", manager -> new NDList(manager.create((float) stepsMade)));
    }

    private void configure(LlamaConfig config) {
        var attention = config.attention();
        long[] shape = {
            config.dimensions().layers(),
            attention.heads(),
            attention.kvHeads(),
            attention.headDim(),
            settings.dtype().torchType(),
            config.dimensions().tiedEmbeddings() ? 1 : 0,
            settings.checkpointing() ? 1 : 0
        };
        var frequencies = floats(RotaryFrequencies.of(config));
        discard(
                "configure",
                manager -> new NDList(
                        manager.create(shape),
                        manager.create((float) config.dimensions().rmsNormEps()),
                        manager.create((float) settings.adapter().scale()),
                        manager.create(frequencies)));
    }

    private void add(String method, float[] value, long[] shape) {
        discard(method, manager -> new NDList(manager.create(value, new Shape(shape))));
    }

    private float[] weight(int index) {
        int layer = (index - 1) / WEIGHTS_PER_LAYER;
        int matrix = Arrays.binarySearch(MATRIX_PLACES, (index - 1) % WEIGHTS_PER_LAYER);
        boolean adapted = settings.adapter().isPresent()
                && index > 0
                && layer < shapes.config().dimensions().layers()
                && matrix >= 0;
        return adapted
                ? readPlace("merged", index, 2L * (MATRICES_PER_LAYER * layer + matrix))
                : read(Kind.WEIGHT, index);
    }

    private float[] read(Kind kind, int index) {
        return readPlace("state", kind.number, index);
    }

    private float[] readPlace(String method, long first, long second) {
        return call(method, manager -> new NDList(manager.create(new long[] {first, second})), NDArray::toFloatArray);
    }

    private void discard(String method, Function<NDManager, NDList> arguments) {
        call(method, arguments, result -> true);
    }

    private <T> T call(String method, Function<NDManager, NDList> arguments, Function<NDArray, T> reading) {
        return thread.run(() -> program.differentiate(method, arguments, reading));
    }

    private static float[] floats(double[] numbers) {
        var floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /** The names of matrices' factors follow from this order. */
    static List<String> matrices() {
        return List.of(
                "self_attn.q_proj",
                "self_attn.k_proj",
                "self_attn.v_proj",
                "self_attn.o_proj",
                "mlp.gate_proj",
                "mlp.up_proj",
                "mlp.down_proj");
    }
}
