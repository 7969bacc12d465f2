package io.judgefleet.benchmarks.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.files.TensorLocation;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A checkpoint in llama.cpp's format, so that both engines compute with the same weights; its tokenizer is SentencePiece's. */
public record GgufFile(Checkpoint checkpoint, Tokenizer tokenizer, GgufType matrices) {
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32;
    private static final int TYPE_UINT32 = 4;
    private static final int TYPE_INT32 = 5;
    private static final int TYPE_FLOAT32 = 6;
    private static final int TYPE_STRING = 8;
    private static final int TYPE_ARRAY = 9;

    /** Names within a layer, ours and llama.cpp's. */
    private static final Map<String, String> LAYER = Map.of(
            "input_layernorm", "attn_norm",
            "self_attn.q_proj", "attn_q",
            "self_attn.k_proj", "attn_k",
            "self_attn.v_proj", "attn_v",
            "self_attn.o_proj", "attn_output",
            "post_attention_layernorm", "ffn_norm",
            "mlp.gate_proj", "ffn_gate",
            "mlp.up_proj", "ffn_up",
            "mlp.down_proj", "ffn_down");

    /** A tensor to be written; heads is the number of heads whose rows are to be interleaved, or 0. */
    private record Source(String name, TensorLocation tensor, GgufType type, int heads) {
        long bytes() {
            return type.bytes(tensor.elements());
        }
    }

    public void write(Path file) throws IOException {
        var sources = sources();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            var header = header(sources);
            out.write(header);
            out.write(new byte[padding(header.length)]);
            for (var source : sources) {
                data(source, out);
                out.write(new byte[padding(source.bytes())]);
            }
        }
    }

    private List<Source> sources() {
        var attention = checkpoint.config().attention();
        var sources = new ArrayList<Source>();
        sources.add(source("token_embd", "model.embed_tokens", 0));
        sources.add(source("output_norm", "model.norm", 0));
        sources.add(source("output", "lm_head", 0));
        for (int layer = 0; layer < checkpoint.config().dimensions().layers(); layer++) {
            for (var kind : LAYER.entrySet()) {
                var heads = switch (kind.getValue()) {
                    case "attn_q" -> attention.heads();
                    case "attn_k" -> attention.kvHeads();
                    default -> 0;
                };
                sources.add(source(
                        "blk.%d.%s".formatted(layer, kind.getValue()),
                        "model.layers.%d.%s".formatted(layer, kind.getKey()),
                        heads));
            }
        }
        return sources;
    }

    private Source source(String name, String from, int heads) {
        var tensor = checkpoint.tensor(from + ".weight");
        return new Source(name + ".weight", tensor, tensor.shape().length == 1 ? GgufType.F32 : matrices, heads);
    }

    private byte[] header(List<Source> sources) {
        var out = new Little();
        var metadata = metadata();
        out.bytes("GGUF".getBytes(UTF_8)).int32(VERSION).int64(sources.size()).int64(metadata.size());
        metadata.forEach((key, value) -> out.string(key).bytes(value));
        long offset = 0;
        for (var source : sources) {
            var shape = source.tensor().shape();
            out.string(source.name()).int32(shape.length);
            for (int i = shape.length - 1; i >= 0; i--) {
                out.int64(shape[i]);
            }
            out.int32(source.type().number()).int64(offset);
            offset += source.bytes() + padding(source.bytes());
        }
        return out.toBytes();
    }

    private Map<String, byte[]> metadata() {
        LlamaConfig config = checkpoint.config();
        var values = new LinkedHashMap<String, byte[]>();
        values.put("general.architecture", string("llama"));
        values.put("general.alignment", number(ALIGNMENT));
        values.put("llama.context_length", number(config.rope().maxPositions()));
        values.put("llama.embedding_length", number(config.dimensions().hiddenSize()));
        values.put("llama.block_count", number(config.dimensions().layers()));
        values.put("llama.feed_forward_length", number(config.dimensions().intermediateSize()));
        values.put("llama.attention.head_count", number(config.attention().heads()));
        values.put("llama.attention.head_count_kv", number(config.attention().kvHeads()));
        values.put("llama.rope.dimension_count", number(config.attention().headDim()));
        values.put("llama.vocab_size", number(config.dimensions().vocabularySize()));
        values.put("llama.attention.layer_norm_rms_epsilon", fraction((float)
                config.dimensions().rmsNormEps()));
        values.put("llama.rope.freq_base", fraction((float) config.rope().theta()));
        values.put("tokenizer.ggml.model", string("llama"));
        values.put("tokenizer.ggml.tokens", array(TYPE_STRING, id -> new Little().string(tokenizer.token(id))));
        // SentencePiece's byte-pair models merge what was learned first, and ids are given in that order.
        values.put("tokenizer.ggml.scores", array(TYPE_FLOAT32, id -> new Little().float32(-id)));
        values.put("tokenizer.ggml.token_type", array(TYPE_INT32, id -> new Little().int32(kind(tokenizer.token(id)))));
        values.put("tokenizer.ggml.unknown_token_id", number(0));
        values.put("tokenizer.ggml.bos_token_id", number(1));
        values.put("tokenizer.ggml.eos_token_id", number(2));
        return values;
    }

    /** llama.cpp's numbers for what a token stands for. */
    private static int kind(String token) {
        if (token.matches("<0x[0-9A-F]{2}>")) {
            return 6;
        }
        return switch (token) {
            case "<unk>" -> 2;
            case "<s>", "</s>" -> 3;
            default -> 1;
        };
    }

    private byte[] array(int type, IntFunction<Little> element) {
        var out = new Little().int32(TYPE_ARRAY).int32(type).int64(tokenizer.vocabularySize());
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            out.bytes(element.apply(id).toBytes());
        }
        return out.toBytes();
    }

    private static byte[] string(String text) {
        return new Little().int32(TYPE_STRING).string(text).toBytes();
    }

    private static byte[] number(int value) {
        return new Little().int32(TYPE_UINT32).int32(value).toBytes();
    }

    private static byte[] fraction(float value) {
        return new Little().int32(TYPE_FLOAT32).float32(value).toBytes();
    }

    private static void data(Source source, OutputStream out) throws IOException {
        var tensor = source.tensor();
        var shape = tensor.shape();
        int width = (int) shape[shape.length - 1];
        int rows = (int) (tensor.elements() / width);
        int stored = width * tensor.dtype().bytes();
        try (var channel = FileChannel.open(tensor.file(), StandardOpenOption.READ)) {
            var mapped = channel.map(FileChannel.MapMode.READ_ONLY, tensor.offset(), tensor.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row < rows; row++) {
                var bytes = mapped.slice(interleaved(row, rows, source.heads()) * stored, stored)
                        .order(ByteOrder.LITTLE_ENDIAN);
                out.write(source.type().encode(floats(tensor, bytes, width)));
            }
        }
    }

    /** llama.cpp turns neighbours, Hugging Face the halves of a head: the row that stands at a place there. */
    private static int interleaved(int row, int rows, int heads) {
        if (heads == 0) {
            return row;
        }
        int headDim = rows / heads;
        int within = row % headDim;
        return row - within + within / 2 + (within % 2) * (headDim / 2);
    }

    private static float[] floats(TensorLocation tensor, ByteBuffer bytes, int count) {
        var floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = switch (tensor.dtype()) {
                case FP32 -> bytes.getFloat();
                case FP16 -> Float.float16ToFloat(bytes.getShort());
                case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            };
        }
        return floats;
    }

    private static int padding(long length) {
        return (int) Math.floorMod(-length, (long) ALIGNMENT);
    }

    /** Numbers in little-endian order. */
    private static final class Little {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Little bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Little int32(int value) {
            return bytes(buffer(4).putInt(value).array());
        }

        Little int64(long value) {
            return bytes(buffer(8).putLong(value).array());
        }

        Little float32(float value) {
            return bytes(buffer(4).putFloat(value).array());
        }

        Little string(String text) {
            var bytes = text.getBytes(UTF_8);
            return int64(bytes.length).bytes(bytes);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private static ByteBuffer buffer(int size) {
            return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
