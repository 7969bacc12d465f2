package io.judgefleet.judgelm.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.checkpoint.files.Safetensors.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A model folder with random weights: the same bytes for the same configuration and seed, on every machine.
 *
 * <p>Weights are uniform with the deviation that keeps a layer's output as large as its input; norms are one. A tensor's
 * values depend on the seed and its name alone.
 *
 * @param name what the judge is called in verdicts
 * @param matchingLayer the layer in which tokens begin by attending to their equals, for a model that shall learn to
 *     compare; the weights then differ from the above as {@link MatchingStart} says
 */
public record RandomCheckpoint(String name, LlamaConfig config, long seed, OptionalInt matchingLayer) {
    public RandomCheckpoint {
        matchingLayer.ifPresent(layer -> MatchingStart.require(config, layer));
    }

    public RandomCheckpoint(String name, LlamaConfig config, long seed) {
        this(name, config, seed, OptionalInt.empty());
    }

    /** Writes the folder, with a copy of a SentencePiece model as its tokenizer. */
    public void write(Path folder, Path tokenizerModel) throws IOException {
        new ModelFolderWriter(name, "random", config).write(folder, this::numbers);
        Files.copy(tokenizerModel, folder.resolve("tokenizer.model"), StandardCopyOption.REPLACE_EXISTING);
        ModelFolderWriter.json(folder.resolve("tokenizer_config.json"), tokenizerSettings());
    }

    private ObjectNode tokenizerSettings() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("add_bos_token", true)
                .put("add_eos_token", false)
                .put("tokenizer_class", "LlamaTokenizer")
                .put("model_max_length", config.rope().maxPositions());
    }

    private Numbers numbers(String name) {
        var shape = ExpectedTensors.of(config).getOrDefault(name, List.of());
        long elements = shape.stream().reduce(1L, Math::multiplyExact);
        var start = start();
        var source = start.map(matching -> matching.source(name)).orElse(name);
        var random = new SplittableRandom(seed ^ hash(source));
        // The deviation of a uniform variable is its largest value over the square root of three.
        var largest = Math.sqrt(3.0 / shape.getLast());
        return sink -> {
            for (long row = 0; row < elements / shape.getLast(); row++) {
                double factor = start.isPresent() ? start.get().factor(name, row) : 1;
                for (long column = 0; column < shape.getLast(); column++) {
                    float plain = name.endsWith("norm.weight") ? 1 : (float) ((2 * fraction(random) - 1) * largest);
                    sink.put((float) (plain * factor));
                }
            }
        };
    }

    private Optional<MatchingStart> start() {
        return matchingLayer.isPresent()
                ? Optional.of(new MatchingStart(config, matchingLayer.getAsInt()))
                : Optional.empty();
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
}
