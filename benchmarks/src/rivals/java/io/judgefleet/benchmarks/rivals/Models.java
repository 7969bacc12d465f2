package io.judgefleet.benchmarks.rivals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.benchmarks.engine.GgufFile;
import io.judgefleet.benchmarks.engine.GgufType;
import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.checkpoint.RandomCheckpoint;
import io.judgefleet.judgelm.checkpoint.RopeScaling;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The same random weights in every form that an engine reads, in a folder; what is there already is taken. */
record Models(Path folder, Path tokenizerFile, Shape shape) {
    private static final int POSITIONS = 4096;

    /** The extents of a model. */
    record Shape(int hidden, int intermediate, int layers, int heads, int kvHeads) {
        /** 0.2 billion parameters. */
        static final Shape SMALL = new Shape(1024, 2816, 16, 16, 4);

        /** A billion parameters. */
        static final Shape LARGE = new Shape(2048, 5632, 22, 32, 4);
    }

    Checkpoint checkpoint(DType dtype) throws IOException {
        return Checkpoint.open(hub(dtype));
    }

    /** A folder as the hub has it, with a tokenizer.json besides, which Jlama asks for. */
    Path hub(DType dtype) throws IOException {
        var hub = folder.resolve(dtype.name().toLowerCase(Locale.ROOT));
        if (!Files.exists(hub)) {
            try (var tokenizer = Tokenizer.openSentencePiece(tokenizerFile)) {
                new RandomCheckpoint("random", config(tokenizer.vocabularySize(), dtype), 1).write(hub, tokenizerFile);
            }
        }
        return hub;
    }

    /** A copy of the folder for Jlama alone: our own engine would take the plain tokenizer.json for the better one. */
    Path jlama(DType dtype) throws IOException {
        var hub = hub(dtype);
        var copy = folder.resolve("jlama-" + hub.getFileName());
        if (!Files.exists(copy)) {
            Files.createDirectories(copy);
            for (var name : List.of("config.json", "model.safetensors", "tokenizer_config.json")) {
                Files.createLink(copy.resolve(name), hub.resolve(name));
            }
            Files.write(copy.resolve("tokenizer.json"), tokenizerJson(hub));
        }
        return copy;
    }

    Path gguf(DType dtype, GgufType type) throws IOException {
        var file = folder.resolve(type.name().toLowerCase(Locale.ROOT) + ".gguf");
        if (!Files.exists(file)) {
            var hub = hub(dtype);
            try (var tokenizer = Tokenizer.open(hub)) {
                new GgufFile(Checkpoint.open(hub), tokenizer, type).write(file);
            }
        }
        return file;
    }

    private LlamaConfig config(int vocabulary, DType dtype) {
        return new LlamaConfig(
                "llama",
                new LlamaConfig.Dimensions(
                        shape.hidden(), shape.intermediate(), shape.layers(), vocabulary, 1e-6, false),
                new LlamaConfig.Attention(
                        shape.heads(), shape.kvHeads(), shape.hidden() / shape.heads(), false),
                new LlamaConfig.Rope(10_000, new RopeScaling.None(), POSITIONS),
                new LlamaConfig.Tokens(OptionalInt.of(1), List.of(2)),
                dtype);
    }

    /** The vocabulary without merges: ids are handed over, the tokenizer only has to be there. */
    private static byte[] tokenizerJson(Path hub) throws IOException {
        var mapper = new ObjectMapper();
        var json = mapper.createObjectNode().put("version", "1.0");
        json.putArray("added_tokens");
        var model = json.putObject("model").put("type", "BPE").put("unk_token", "<unk>").put("byte_fallback", true);
        var vocabulary = model.putObject("vocab");
        try (var tokenizer = Tokenizer.open(hub)) {
            for (int id = 0; id < tokenizer.vocabularySize(); id++) {
                vocabulary.put(tokenizer.token(id), id);
            }
        }
        model.putArray("merges");
        return mapper.writeValueAsBytes(json);
    }
}
