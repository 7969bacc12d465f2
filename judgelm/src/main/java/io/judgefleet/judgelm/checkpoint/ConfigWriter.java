package io.judgefleet.judgelm.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A configuration as the config.json and generation_config.json that {@link ConfigReader} reads. */
final class ConfigWriter {
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "llama", "LlamaForCausalLM",
            "mistral", "MistralForCausalLM",
            "qwen2", "Qwen2ForCausalLM");

    static ObjectNode config(LlamaConfig config) {
        var sizes = config.dimensions();
        var json = JsonNodeFactory.instance.objectNode();
        json.putArray("architectures").add(ARCHITECTURES.get(config.modelType()));
        json.put("model_type", config.modelType());
        json.put("hidden_size", sizes.hiddenSize());
        json.put("intermediate_size", sizes.intermediateSize());
        json.put("num_hidden_layers", sizes.layers());
        json.put("num_attention_heads", config.attention().heads());
        json.put("num_key_value_heads", config.attention().kvHeads());
        json.put("head_dim", config.attention().headDim());
        json.put("vocab_size", sizes.vocabularySize());
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", sizes.rmsNormEps());
        json.put("tie_word_embeddings", sizes.tiedEmbeddings());
        rope(json, config.rope());
        tokens(json, config.tokens());
        return json.put("torch_dtype", config.dtype().torchName());
    }

    static ObjectNode generation(LlamaConfig config) {
        var json = JsonNodeFactory.instance.objectNode();
        tokens(json, config.tokens());
        return json;
    }

    private static void rope(ObjectNode json, LlamaConfig.Rope rope) {
        json.put("max_position_embeddings", rope.maxPositions());
        json.put("rope_theta", rope.theta());
        switch (rope.scaling()) {
            case RopeScaling.None none -> json.putNull("rope_scaling");
            case RopeScaling.Linear linear ->
                json.putObject("rope_scaling").put("rope_type", "linear").put("factor", linear.factor());
            case RopeScaling.Llama3 llama3 ->
                json.putObject("rope_scaling")
                        .put("rope_type", "llama3")
                        .put("factor", llama3.factor())
                        .put("low_freq_factor", llama3.lowFrequencyFactor())
                        .put("high_freq_factor", llama3.highFrequencyFactor())
                        .put("original_max_position_embeddings", llama3.originalMaxPositions());
        }
    }

    private static void tokens(ObjectNode json, LlamaConfig.Tokens tokens) {
        tokens.bos().ifPresent(bos -> json.put("bos_token_id", bos));
        var eos = json.putArray("eos_token_id");
        tokens.eos().forEach(eos::add);
    }

    private ConfigWriter() {}
}
