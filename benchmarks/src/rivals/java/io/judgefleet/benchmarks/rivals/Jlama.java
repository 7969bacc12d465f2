package io.judgefleet.benchmarks.rivals;

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.KvBufferCache;
import java.nio.file.Path;

/** Jlama, in Java's vector instructions or its own natives, whichever it finds. */
record Jlama(String name, AbstractModel model, KvBufferCache cache) implements Rival {
    static Jlama load(String type, Path folder, DType computed, DType quantized) {
        var model = ModelSupport.loadModel(folder.toFile(), computed, quantized);
        return new Jlama("jlama " + type, model, new KvBufferCache(model));
    }

    @Override
    public int read(String text, int[] ids) {
        try (var buffer = cache.getEphemeralKvBuffer();
                var output = model.batchForward(ids, 0, buffer)) {
            return ids.length;
        }
    }

    @Override
    public void close() {
        cache.close();
        model.close();
    }
}
