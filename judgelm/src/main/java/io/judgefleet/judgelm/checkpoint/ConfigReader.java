package io.judgefleet.judgelm.checkpoint;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNSUPPORTED;

import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.JsonFields;
import io.judgefleet.judgelm.checkpoint.files.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads config.json (and the end tokens of generation_config.json); what is absent has transformers' own defaults. */
final class ConfigReader {
    private static final Set<String> MODEL_TYPES = Set.of("llama", "mistral", "qwen2");
    private static final int MOST = 1 << 24;
    private static final int MOST_LAYERS = 4096;

    private final Path folder;
    private final JsonFields fields;
    private final String modelType;

    private ConfigReader(Path folder, JsonFields fields) {
        this.folder = folder;
        this.fields = fields;
        this.modelType = fields.text("model_type", "llama");
    }

    static LlamaConfig read(Path folder) {
        var file = folder.resolve("config.json");
        refuseAdapter(folder, file);
        return new ConfigReader(folder, new JsonFields(file, JsonFile.read(file))).config();
    }

    private LlamaConfig config() {
        refuseWhatIsNotComputed();
        var attention = attention();
        return new LlamaConfig(modelType, dimensions(), attention, rope(), tokens(), dtype());
    }

    private static void refuseAdapter(Path folder, Path config) {
        var adapter = folder.resolve("adapter_config.json");
        if (Files.exists(config) || !Files.exists(adapter)) {
            return;
        }
        var base = JsonFile.read(adapter).path("base_model_name_or_path").asText("its base");
        throw new CheckpointException(
                UNSUPPORTED,
                folder,
                "expected a whole model, found a PEFT adapter; merge it into %s and give the merged folder"
                        .formatted(base));
    }

    /** What other programs make of the same layers, and what they shrink them to. */
    private void refuseOtherUses() {
        for (var architecture : fields.texts("architectures")) {
            if (architecture.contains("Classification") || architecture.contains("Reward")) {
                throw fields.fault(
                        UNSUPPORTED,
                        "architectures",
                        "a model that writes text, as LlamaForCausalLM",
                        architecture + ", a reward model or classifier");
            }
        }
        if (fields.has("quantization_config")) {
            throw fields.fault(
                    UNSUPPORTED,
                    "quantization_config",
                    "absent, for weights in fp32, fp16 or bf16",
                    "weights quantized with "
                            + fields.object("quantization_config").text("quant_method", "a method that is not named"));
        }
    }

    private void refuseWhatIsNotComputed() {
        refuseOtherUses();
        if (!MODEL_TYPES.contains(modelType)) {
            throw fields.fault(UNSUPPORTED, "model_type", "one of llama, mistral, qwen2", modelType);
        }
        var activation = fields.text("hidden_act", "silu");
        if (!activation.equals("silu")) {
            throw fields.fault(UNSUPPORTED, "hidden_act", "silu", activation);
        }
        for (var bias : List.of("attention_bias", "mlp_bias")) {
            if (fields.flag(bias, false)) {
                throw fields.fault(UNSUPPORTED, bias, "false", true);
            }
        }
    }

    private LlamaConfig.Dimensions dimensions() {
        return new LlamaConfig.Dimensions(
                fields.count("hidden_size", MOST),
                fields.count("intermediate_size", MOST),
                fields.count("num_hidden_layers", MOST_LAYERS),
                fields.count("vocab_size", MOST),
                fields.positive("rms_norm_eps", 1e-6),
                fields.flag("tie_word_embeddings", false));
    }

    private LlamaConfig.Attention attention() {
        var hidden = fields.count("hidden_size", MOST);
        var heads = fields.count("num_attention_heads", hidden);
        var kvHeads = fields.count("num_key_value_heads", heads, heads);
        var headDim = fields.count("head_dim", Math.max(1, hidden / heads), MOST);
        if (heads % kvHeads != 0) {
            throw fields.fault(MALFORMED_FILE, "num_key_value_heads", "a divisor of " + heads, kvHeads);
        }
        if (headDim % 2 != 0 || (long) heads * headDim > MOST) {
            throw fields.fault(MALFORMED_FILE, "head_dim", "an even number that fits " + heads + " heads", headDim);
        }
        return new LlamaConfig.Attention(heads, kvHeads, headDim, modelType.equals("qwen2"));
    }

    private LlamaConfig.Rope rope() {
        // Since version 5 transformers keeps theta and scaling together.
        var nested = fields.object("rope_parameters");
        var theta = nested.has("rope_theta") ? nested.fromOne("rope_theta", 0) : fields.fromOne("rope_theta", 10_000);
        var scaling = nested.isEmpty() ? fields.object("rope_scaling") : nested;
        return new LlamaConfig.Rope(theta, scaling(scaling), maxPositions());
    }

    private static RopeScaling scaling(JsonFields scaling) {
        var type = scaling.text("rope_type", scaling.text("type", "default"));
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(scaling.fromOne("factor", 0));
            case "llama3" -> llama3(scaling);
            default -> throw scaling.fault(UNSUPPORTED, "rope_type", "default, linear or llama3", type);
        };
    }

    private static RopeScaling llama3(JsonFields scaling) {
        var low = scaling.positive("low_freq_factor", 0);
        var high = scaling.positive("high_freq_factor", 0);
        if (high <= low) {
            throw scaling.fault(MALFORMED_FILE, "high_freq_factor", "above low_freq_factor, " + low, high);
        }
        return new RopeScaling.Llama3(
                scaling.fromOne("factor", 0), low, high, scaling.count("original_max_position_embeddings", MOST));
    }

    /** Attention is computed over all positions, which equals a sliding window only within its width. */
    private int maxPositions() {
        var positions = fields.count("max_position_embeddings", 2048, MOST);
        var slides = modelType.equals("mistral") || fields.flag("use_sliding_window", false);
        return slides ? Math.min(positions, fields.count("sliding_window", positions, MOST)) : positions;
    }

    private LlamaConfig.Tokens tokens() {
        var defaults = !modelType.equals("qwen2");
        var bos = fields.has("bos_token_id") ? OptionalInt.of(fields.index("bos_token_id")) : OptionalInt.empty();
        var ends = new TreeSet<>(fields.indexes("eos_token_id"));
        var generation = folder.resolve("generation_config.json");
        if (Files.exists(generation)) {
            ends.addAll(new JsonFields(generation, JsonFile.read(generation)).indexes("eos_token_id"));
        }
        if (ends.isEmpty() && defaults) {
            ends.add(2);
        }
        return new LlamaConfig.Tokens(bos.isEmpty() && defaults ? OptionalInt.of(1) : bos, List.copyOf(ends));
    }

    private DType dtype() {
        var name = fields.text("torch_dtype", fields.text("dtype", "float32"));
        for (var dtype : DType.values()) {
            if (dtype.torchName().equals(name)) {
                return dtype;
            }
        }
        throw fields.fault(UNSUPPORTED, "torch_dtype", "float32, float16 or bfloat16", name);
    }
}
