package io.judgefleet.judgelm.inference;

import ai.djl.pytorch.jni.IValue;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Hands a checkpoint's tensors to the program, kind by kind; they are mapped, and copied only where they must be. */
final class LlamaWeights {
    private static final int UINT8 = 0;

    /** The kinds of weights in a layer, with their names in a checkpoint. */
    private static final Map<String, String> LAYER = Map.of(
            "attention_norm", "input_layernorm.weight",
            "query", "self_attn.q_proj.weight",
            "key", "self_attn.k_proj.weight",
            "value", "self_attn.v_proj.weight",
            "output", "self_attn.o_proj.weight",
            "ffn_norm", "post_attention_layernorm.weight",
            "gate", "mlp.gate_proj.weight",
            "up", "mlp.up_proj.weight",
            "down", "mlp.down_proj.weight");

    private static final Map<String, String> LAYER_BIASES = Map.of(
            "query_bias", "self_attn.q_proj.bias",
            "key_bias", "self_attn.k_proj.bias",
            "value_bias", "self_attn.v_proj.bias");

    private final TorchProgram program;
    private final Map<String, TensorLocation> tensors;
    private final Map<MappedFile, Long> files = new HashMap<>();

    /** A file, mapped as elements of a type. */
    private record MappedFile(Path path, int torchType, int width) {}

    LlamaWeights(TorchProgram program, Map<String, TensorLocation> tensors) {
        this.program = program;
        this.tensors = tensors;
    }

    void place(LlamaConfig config) {
        add("embedding", "model.embed_tokens.weight");
        for (int layer = 0; layer < config.dimensions().layers(); layer++) {
            var prefix = "model.layers." + layer + ".";
            LAYER.forEach((kind, name) -> add(kind, prefix + name));
            if (config.attention().qkvBias()) {
                LAYER_BIASES.forEach((kind, name) -> add(kind, prefix + name));
            }
            program.run("settle", IValue.from((long) layer));
        }
        add("norm", "model.norm.weight");
        if (config.dimensions().tiedEmbeddings()) {
            program.run("tie_head");
        } else {
            add("head", "lm_head.weight");
        }
    }

    private void add(String kind, String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("expected a tensor %s in the checkpoint, found none".formatted(name));
        }
        var file = mapping(tensor);
        program.run(
                "add_weight",
                IValue.from(kind),
                IValue.from(files.computeIfAbsent(file, this::map)),
                IValue.from(tensor.offset() / file.width()),
                IValue.listFrom(tensor.shape()),
                IValue.from((long) tensor.dtype().torchType()));
    }

    /** As elements where the offset allows it, else as bytes. */
    private static MappedFile mapping(TensorLocation tensor) {
        DType dtype = tensor.dtype();
        return tensor.offset() % dtype.bytes() == 0
                ? new MappedFile(tensor.file(), dtype.torchType(), dtype.bytes())
                : new MappedFile(tensor.file(), UINT8, 1);
    }

    private long map(MappedFile file) {
        try {
            var elements = Files.size(file.path()) / file.width();
            return program.call(
                    "map_file",
                    IValue::toLong,
                    IValue.from(file.path().toAbsolutePath().toString()),
                    IValue.from(elements),
                    IValue.from((long) file.torchType()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
