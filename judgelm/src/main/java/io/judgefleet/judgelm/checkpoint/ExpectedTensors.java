package io.judgefleet.judgelm.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors that a configuration demands, by their Hugging Face names. */
public final class ExpectedTensors {
    private final LlamaConfig config;
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    private ExpectedTensors(LlamaConfig config) {
        this.config = config;
    }

    /** The extents of every tensor, in the order in which a model computes with them. */
    public static Map<String, List<Long>> of(LlamaConfig config) {
        return of(config, config.dimensions().layers());
    }

    /** The same without layers beyond a number. */
    static Map<String, List<Long>> of(LlamaConfig config, int mostLayers) {
        return new ExpectedTensors(config)
                .shapes(Math.min(mostLayers, config.dimensions().layers()));
    }

    /** Whether a tensor is one that checkpoints carry although it can be computed or is the same as another. */
    static boolean isRedundant(LlamaConfig config, String name) {
        return name.endsWith(".rotary_emb.inv_freq")
                || config.dimensions().tiedEmbeddings() && name.equals("lm_head.weight");
    }

    private Map<String, List<Long>> shapes(int layers) {
        var sizes = config.dimensions();
        add("model.embed_tokens", sizes.vocabularySize(), sizes.hiddenSize());
        for (int layer = 0; layer < layers; layer++) {
            layer("model.layers." + layer + ".");
        }
        add("model.norm", sizes.hiddenSize());
        if (!sizes.tiedEmbeddings()) {
            add("lm_head", sizes.vocabularySize(), sizes.hiddenSize());
        }
        return shapes;
    }

    private void layer(String prefix) {
        long hidden = config.dimensions().hiddenSize();
        long intermediate = config.dimensions().intermediateSize();
        add(prefix + "input_layernorm", hidden);
        attention(prefix + "self_attn.", hidden);
        add(prefix + "post_attention_layernorm", hidden);
        add(prefix + "mlp.gate_proj", intermediate, hidden);
        add(prefix + "mlp.up_proj", intermediate, hidden);
        add(prefix + "mlp.down_proj", hidden, intermediate);
    }

    private void attention(String prefix, long hidden) {
        var attention = config.attention();
        projection(prefix + "q_proj", attention.querySize(), hidden);
        projection(prefix + "k_proj", attention.kvSize(), hidden);
        projection(prefix + "v_proj", attention.kvSize(), hidden);
        add(prefix + "o_proj", hidden, attention.querySize());
    }

    private void projection(String name, long out, long in) {
        add(name, out, in);
        if (config.attention().qkvBias()) {
            shapes.put(name + ".bias", List.of(out));
        }
    }

    private void add(String name, long... extents) {
        shapes.put(name + ".weight", Arrays.stream(extents).boxed().toList());
    }
}
