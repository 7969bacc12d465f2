package io.judgefleet.judgelm.inference;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one thread on which a device's programs run; libtorch keeps its settings by thread. */
public final class DeviceThread implements AutoCloseable {
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("judge-device").unstarted(task));

    public DeviceThread() {
        try {
            run(() -> {
                TorchRuntime.prepareThread();
                return true;
            });
        } catch (RuntimeException | Error e) {
            executor.shutdownNow();
            throw e;
        }
    }

    /** Runs a task there and waits for it; what it throws is thrown here. */
    public <T> T run(Callable<T> task) {
        var result = executor.submit(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true; // native code cannot be interrupted; the caller learns of it afterwards
                } catch (ExecutionException e) {
                    throw rethrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        var cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new CompletionException(failure);
    }
}
