package io.judgefleet.judgelm.checkpoint;

import java.util.Map;

/** A model folder that has been checked: its configuration, and the place of every tensor that the configuration demands. */
public final class Checkpoint {
    private final LlamaConfig config;
    private final Map<String, TensorLocation> tensors;

    Checkpoint(LlamaConfig config, Map<String, TensorLocation> tensors) {
        this.config = config;
        this.tensors = Map.copyOf(tensors);
    }

    public LlamaConfig config() {
        return config;
    }

    /** Where each tensor lies, by its Hugging Face name; buffers that are no weights are left out. */
    public Map<String, TensorLocation> tensors() {
        return tensors;
    }
}
