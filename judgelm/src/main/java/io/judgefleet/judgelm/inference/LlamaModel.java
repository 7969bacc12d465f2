package io.judgefleet.judgelm.inference;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.NonFiniteWeight;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A LLaMA-family model in native memory, on one device. */
public final class LlamaModel implements LanguageModel {
    /** What runs the model, for the provenance of a verdict. */
    public static final String ENGINE = "djl-pytorch-" + TorchRuntime.VERSION;

    private static final Logger LOG = LoggerFactory.getLogger(LlamaModel.class);
    private static final int CACHE_STEP = 1024;
    private static final float[] NOTHING = {};

    private final DeviceThread thread;
    private final TorchProgram program;
    private final LlamaConfig config;
    private final Placement placement;
    private final Map<String, TensorLocation> tensors;
    private final CacheAllocator allocator = new CacheAllocator();
    private final Map<TokenSpan, CacheSlots> rows = new HashMap<>();
    private final LongAdder programNanos = new LongAdder();
    private String flaw = "";

    private LlamaModel(DeviceThread thread, TorchProgram program, LlamaConfig config, Placed placed) {
        this.thread = thread;
        this.program = program;
        this.config = config;
        this.placement = placed.placement();
        this.tensors = placed.tensors();
    }

    /** Where the weights lie, and where they are computed with. */
    private record Placed(Map<String, TensorLocation> tensors, Placement placement) {}

    /** Loads a model on the CPU, in the type in which it is to compute; weights stored in it are not copied. */
    public static LlamaModel load(LlamaConfig config, Map<String, TensorLocation> tensors, DType dtype) {
        return load(config, tensors, Computing.DEFAULT.withDtype(dtype));
    }

    /** Loads a model; on the CPU, weights that are stored in the type in which they are computed are mapped and not copied. */
    public static LlamaModel load(LlamaConfig config, Map<String, TensorLocation> tensors, Computing computing) {
        var hardware = Hardware.of(computing);
        var headDim = config.attention().headDim();
        if (!computing.device().equals("cpu")) {
            Placement.whyNotPacked(computing.dtype(), hardware.capability(), headDim)
                    .ifPresent(reason -> LOG.atInfo()
                            .addKeyValue("device", computing.device())
                            .addKeyValue("reason", reason)
                            .log("attention is computed sequence by sequence"));
        }
        return load(config, tensors, Placement.of(computing, isMapped(tensors, computing), hardware, headDim));
    }

    static LlamaModel load(LlamaConfig config, Map<String, TensorLocation> tensors, Placement placement) {
        var thread = new DeviceThread();
        try {
            var program = thread.run(() -> placed(config, tensors, placement));
            return new LlamaModel(thread, program, config, new Placed(tensors, placement));
        } catch (EngineException e) {
            thread.close();
            throw new ModelUnavailableException(
                    "expected to load the model on %s: %s".formatted(placement.device(), lastLine(e)), e);
        } catch (RuntimeException | Error e) {
            thread.close();
            throw e;
        }
    }

    public LlamaConfig config() {
        return config;
    }

    @Override
    public void reserve(int tokens) {
        read(List.of(), () -> {
            if (allocator.used() == 0) {
                resize(0);
            }
            makeRoom(tokens - allocator.used());
            return NOTHING;
        });
    }

    @Override
    public Map<TokenSpan, float[]> logits(List<TokenSpan> spans) {
        var logits = read(spans, () -> floats("forward", arguments(pack(spans))));
        return byAskedSpan(spans, logits);
    }

    @Override
    public Map<TokenSpan, NextToken> next(List<TokenSpan> spans, int[] watched) {
        var ids = Arrays.stream(watched).asLongStream().toArray();
        var chosen = read(spans, () -> {
            var arguments = arguments(pack(spans));
            var extended = Arrays.copyOf(arguments, arguments.length + 1);
            extended[arguments.length] = IValue.listFrom(ids);
            return floats("choose", extended);
        });
        var next = new LinkedHashMap<TokenSpan, NextToken>();
        byAskedSpan(spans, chosen)
                .forEach((span, row) -> next.put(
                        span, new NextToken((int) row[0], row[1], watched, Arrays.copyOfRange(row, 2, row.length))));
        return next;
    }

    @Override
    public synchronized String flaw() {
        if (flaw.isEmpty()) {
            flaw = NonFiniteWeight.first(tensors)
                    .map(weight -> "the checkpoint holds " + weight)
                    .orElseGet(() -> "all weights are finite, so that numbers overflow in "
                            + placement.dtype().torchName());
        }
        return flaw;
    }

    @Override
    public void release(Collection<TokenSpan> spans) {
        for (var span : spans) {
            var released = rows.remove(span);
            if (released != null) {
                allocator.release(released);
            }
        }
    }

    /** How long libtorch has computed; the rest of a caller's time is its own and ours. */
    public Duration programTime() {
        return Duration.ofNanos(programNanos.sum());
    }

    /** The cache rows in use. */
    public int cachedTokens() {
        return allocator.used();
    }

    @Override
    public void close() {
        thread.run(() -> {
            program.close();
            return true;
        });
        thread.close();
    }

    private static boolean isMapped(Map<String, TensorLocation> tensors, Computing computing) {
        return tensors.values().stream().allMatch(tensor -> tensor.dtype() == computing.dtype());
    }

    private static TorchProgram placed(LlamaConfig config, Map<String, TensorLocation> tensors, Placement placement) {
        var program = TorchProgram.load(ProgramArchive.llama(), placement.djlDevice());
        try {
            program.run(
                    "configure",
                    IValue.from((long) config.dimensions().layers()),
                    IValue.from((long) config.attention().heads()),
                    IValue.from((long) config.attention().kvHeads()),
                    IValue.from((long) config.attention().headDim()),
                    IValue.from(config.dimensions().rmsNormEps()),
                    IValue.listFrom(RotaryFrequencies.of(config)),
                    IValue.from((long) placement.dtype().torchType()),
                    IValue.from(placement.device()),
                    IValue.from(placement.quantizationNumber()),
                    IValue.from(placement.fused()),
                    IValue.from(placement.isReordering()),
                    IValue.from(placement.widening()),
                    IValue.from(placement.packed()));
            new LlamaWeights(program, tensors).place(config);
            if (placement.isOnCpu()) {
                TorchRuntime.chooseThreads(tensors.values().stream()
                        .mapToLong(TensorLocation::elements)
                        .sum());
            }
            return program;
        } catch (RuntimeException | Error e) {
            program.close();
            throw e;
        }
    }

    private float[] floats(String method, IValue... arguments) {
        long begun = System.nanoTime();
        var floats = program.floats(method, arguments);
        programNanos.add(System.nanoTime() - begun);
        return floats;
    }

    /** What libtorch complains of stands below the place in the program. */
    private static String lastLine(EngineException e) {
        var lines = String.valueOf(e.getMessage()).strip().lines().toList();
        return lines.isEmpty() ? "" : lines.getLast();
    }

    /** Runs a pass; after one that failed, none of its spans has been read. */
    private float[] read(List<TokenSpan> spans, Callable<float[]> pass) {
        try {
            return thread.run(pass);
        } catch (EngineException e) {
            release(spans);
            throw fault(e);
        } catch (RuntimeException | Error e) {
            release(spans);
            throw e;
        }
    }

    /** Memory that is short now may suffice for less; after any other fault on CUDA the device answers nobody in this process. */
    private RuntimeException fault(EngineException e) {
        var message = String.valueOf(e.getMessage());
        if (placement.isOnCpu()) {
            return new ModelUnavailableException("expected logits, found a fault of the engine: " + message, e);
        }
        if (!message.contains("out of memory")) {
            return new IllegalStateException("expected logits, found a device that is lost: " + message, e);
        }
        thread.run(() -> {
            JniUtils.emptyCudaCache();
            return true;
        });
        return new ModelUnavailableException("expected memory for a pass, found too little: " + message, e);
    }

    private PackedBatch pack(List<TokenSpan> spans) {
        makeRoom(spans.stream().mapToInt(TokenSpan::length).sum());
        for (var span : spans) {
            rows.put(span, allocator.allocate(span.length()));
        }
        return PackedBatch.of(spans, rows);
    }

    /** What the cache holds is copied when it grows; where it holds nothing, the old one goes first. */
    private void makeRoom(int count) {
        if (count > allocator.available()) {
            int needed = Math.addExact(allocator.used(), count);
            if (allocator.used() == 0) {
                resize(0);
            }
            resize(Math.multiplyExact(Math.ceilDiv(needed, CACHE_STEP), CACHE_STEP));
        }
    }

    private void resize(int capacity) {
        program.run("reserve", IValue.from((long) capacity));
        allocator.resize(capacity);
    }

    private static IValue[] arguments(PackedBatch batch) {
        return new IValue[] {
            IValue.listFrom(batch.tokens()),
            IValue.listFrom(batch.positions()),
            IValue.listFrom(batch.rows()),
            IValue.listFrom(batch.queries()),
            IValue.listFrom(batch.runs()),
            IValue.listFrom(batch.runEnds()),
            IValue.listFrom(batch.trunks()),
            IValue.listFrom(batch.places()),
            IValue.listFrom(batch.placeEnds()),
            IValue.listFrom(batch.asked())
        };
    }

    private static Map<TokenSpan, float[]> byAskedSpan(List<TokenSpan> spans, float[] matrix) {
        var asked = spans.stream().filter(TokenSpan::isAsked).toList();
        var rows = new LinkedHashMap<TokenSpan, float[]>();
        int width = asked.isEmpty() ? 0 : matrix.length / asked.size();
        for (int row = 0; row < asked.size(); row++) {
            rows.put(asked.get(row), Arrays.copyOfRange(matrix, row * width, (row + 1) * width));
        }
        return rows;
    }
}
