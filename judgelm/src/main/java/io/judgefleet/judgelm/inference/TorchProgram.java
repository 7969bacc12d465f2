package io.judgefleet.judgelm.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** A TorchScript program, loaded: its methods as Java methods. One thread, always the same. */
public final class TorchProgram implements AutoCloseable {
    private final PtModel model;
    private final PtSymbolBlock block;

    private TorchProgram(PtModel model) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
    }

    public static TorchProgram load(ProgramArchive archive, Device device) {
        var model = (PtModel) Model.newInstance("judge", device, "PyTorch");
        try {
            model.load(new ByteArrayInputStream(archive.bytes()), Map.of());
            return new TorchProgram(model);
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            model.close();
            throw new IllegalStateException("expected a program that libtorch accepts: " + e.getMessage(), e);
        }
    }

    /** Calls a method and reads its result; the arguments are closed. */
    <T> T call(String method, Function<IValue, T> reading, IValue... arguments) {
        try (var result = IValueUtils.runMethod(block, method, arguments)) {
            return reading.apply(result);
        } finally {
            for (var argument : arguments) {
                argument.close();
            }
        }
    }

    /** Calls a method that answers nothing. */
    void run(String method, IValue... arguments) {
        call(method, result -> true, arguments);
    }

    /** Calls a method that answers a matrix of floats. */
    float[] floats(String method, IValue... arguments) {
        try (var manager = (PtNDManager) model.getNDManager().newSubManager()) {
            return call(method, result -> result.toTensor(manager).toFloatArray(), arguments);
        }
    }

    /** Calls a method that may record gradients; it takes tensors and answers one. */
    public <T> T differentiate(String method, Function<NDManager, NDList> arguments, Function<NDArray, T> reading) {
        try (var manager = model.getNDManager().newSubManager()) {
            var tensors = arguments.apply(manager);
            var marker = manager.create(0);
            marker.setName("module_method:" + method); // no argument, but how the binding learns of the method
            tensors.add(marker);
            return reading.apply(IValueUtils.forward(block, tensors, true).singletonOrThrow());
        }
    }

    @Override
    public void close() {
        block.close();
        model.close();
    }
}
