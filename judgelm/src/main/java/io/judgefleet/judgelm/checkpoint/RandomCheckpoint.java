package io.judgefleet.judgelm.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A model folder with random weights: the same bytes for the same configuration and seed, on every machine.
 *
 * <p>Weights are uniform with the deviation that keeps a layer's output as large as its input; norms are one. A tensor's
 * values depend on the seed and its name alone.
 *
 * @param name what the judge is called in verdicts
 */
public record RandomCheckpoint(String name, LlamaConfig config, long seed) {
    private static final int ALIGNMENT = 8;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Writes the folder, with a copy of a SentencePiece model as its tokenizer. */
    public void write(Path folder, Path tokenizerModel) throws IOException {
        Files.createDirectories(folder);
        Files.copy(tokenizerModel, folder.resolve("tokenizer.model"), StandardCopyOption.REPLACE_EXISTING);
        json(folder.resolve("config.json"), ConfigWriter.config(config));
        json(folder.resolve("generation_config.json"), ConfigWriter.generation(config));
        json(folder.resolve("tokenizer_config.json"), tokenizerSettings());
        json(folder.resolve("judgefleet-judge.json"), card());
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("model.safetensors")))) {
            weights(out);
        }
    }

    /** By this file the judge is known as one whose verdicts mean nothing. */
    private ObjectNode card() {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("weights", "random");
    }

    private ObjectNode tokenizerSettings() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("add_bos_token", true)
                .put("add_eos_token", false)
                .put("tokenizer_class", "LlamaTokenizer")
                .put("model_max_length", config.rope().maxPositions());
    }

    private void weights(OutputStream out) throws IOException {
        var shapes = new TreeMap<>(ExpectedTensors.of(config));
        var header = header(shapes);
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (var entry : shapes.entrySet()) {
            tensor(entry.getKey(), entry.getValue(), out);
        }
    }

    private byte[] header(TreeMap<String, List<Long>> shapes) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("__metadata__").put("format", "pt");
        long end = 0;
        for (var entry : shapes.entrySet()) {
            var tensor =
                    json.putObject(entry.getKey()).put("dtype", config.dtype().safetensorsName());
            entry.getValue().forEach(tensor.putArray("shape")::add);
            var offsets = tensor.putArray("data_offsets").add(end);
            end += elements(entry.getValue()) * config.dtype().bytes();
            offsets.add(end);
        }
        var text = MAPPER.writeValueAsString(json);
        return (text + " ".repeat(Math.floorMod(-text.length(), ALIGNMENT))).getBytes(UTF_8);
    }

    private void tensor(String name, List<Long> shape, OutputStream out) throws IOException {
        var random = new SplittableRandom(seed ^ hash(name));
        // The deviation of a uniform variable is its largest value over the square root of three.
        var largest = Math.sqrt(3.0 / shape.getLast());
        var value = ByteBuffer.allocate(config.dtype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = elements(shape); i > 0; i--) {
            put(name.endsWith("norm.weight") ? 1 : (float) ((2 * fraction(random) - 1) * largest), value.clear());
            out.write(value.array());
        }
    }

    private void put(float number, ByteBuffer value) {
        switch (config.dtype()) {
            case FP32 -> value.putFloat(number);
            case FP16 -> value.putShort(Float.floatToFloat16(number));
            case BF16 -> value.putShort(bfloat16(number));
        }
    }

    /** The nearest bfloat16, halves to even. */
    private static short bfloat16(float number) {
        var bits = Float.floatToRawIntBits(number);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    /** From 0 to below 1, by a rule of our own that no later Java can change. */
    private static double fraction(SplittableRandom random) {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    /** FNV-1a. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (var letter : name.getBytes(UTF_8)) {
            hash = (hash ^ letter) * 0x100000001b3L;
        }
        return hash;
    }

    private static long elements(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private static void json(Path file, ObjectNode json) throws IOException {
        Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }
}
