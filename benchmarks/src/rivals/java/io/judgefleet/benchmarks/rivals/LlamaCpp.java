package io.judgefleet.benchmarks.rivals;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.LogFormat;
import java.nio.file.Path;

/** llama.cpp, through its Java binding with bundled natives. */
record LlamaCpp(String name, LlamaModel model) implements Rival {
    static LlamaCpp load(String type, Path file, int threads, int tokens) {
        LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {});
        var parameters = new ModelParameters()
                .setModel(file.toString())
                .setGpuLayers(0)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .setCtxSize(2 * tokens)
                .setBatchSize(tokens)
                .setUbatchSize(tokens);
        return new LlamaCpp("llama.cpp " + type, new LlamaModel(parameters));
    }

    @Override
    public int read(String text, int[] ids) {
        model.complete(new InferenceParameters(text)
                .setNPredict(1)
                .setTemperature(0)
                .setCachePrompt(false));
        return model.encode(text).length;
    }

    @Override
    public void close() {
        model.close();
    }
}
