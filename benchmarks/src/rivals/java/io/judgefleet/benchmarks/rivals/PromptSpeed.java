package io.judgefleet.benchmarks.rivals;

import static com.github.tjake.jlama.safetensors.DType.F32;
import static com.github.tjake.jlama.safetensors.DType.I8;

import io.judgefleet.benchmarks.engine.GgufType;
import io.judgefleet.benchmarks.engine.Prompts;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.Quantization;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prompt tokens a second of this engine and of others, with the same weights, threads and prompts:
 * {@code PromptSpeed FOLDER TOKENIZER small|large ROUNDS TOKENS ENGINE...}.
 *
 * <p>In each round every engine reads the same new prompt, one after another, so that ratios are of the same minutes.
 */
public final class PromptSpeed {
    private static final int THREADS = 2;

    /** Makes an engine. */
    private interface Loading {
        Rival load(Models models, int tokens) throws IOException;
    }

    private static final Map<String, Loading> ENGINES = engines();

    public static void main(String[] arguments) throws IOException {
        var shape = arguments[2].equals("large") ? Models.Shape.LARGE : Models.Shape.SMALL;
        var models = new Models(Path.of(arguments[0]), Path.of(arguments[1]), shape);
        int rounds = Integer.parseInt(arguments[3]);
        int tokens = Integer.parseInt(arguments[4]);
        var rivals = new ArrayList<Rival>();
        try (var tokenizer = Tokenizer.openSentencePiece(models.tokenizerFile())) {
            for (var name : Arrays.copyOfRange(arguments, 5, arguments.length)) {
                rivals.add(loading(name).load(models, tokens));
            }
            report(race(rivals, tokenizer, rounds, tokens));
        } finally {
            rivals.forEach(Rival::close);
        }
    }

    private static Loading loading(String name) {
        var loading = ENGINES.get(name);
        if (loading == null) {
            throw new IllegalArgumentException("expected one of %s, found %s".formatted(ENGINES.keySet(), name));
        }
        return loading;
    }

    private static Map<String, Loading> engines() {
        var engines = new LinkedHashMap<String, Loading>();
        engines.put("ours-fp32", (models, tokens) -> ours(models, DType.FP32, Quantization.NONE));
        engines.put("ours-bf16", (models, tokens) -> ours(models, DType.BF16, Quantization.NONE));
        engines.put("ours-int8", (models, tokens) -> ours(models, DType.BF16, Quantization.INT8));
        engines.put("llamacpp-f32", (models, tokens) -> llamaCpp(models, DType.FP32, GgufType.F32, tokens));
        engines.put("llamacpp-bf16", (models, tokens) -> llamaCpp(models, DType.BF16, GgufType.BF16, tokens));
        engines.put("llamacpp-q8", (models, tokens) -> llamaCpp(models, DType.BF16, GgufType.Q8_0, tokens));
        engines.put("jlama-f32", (models, tokens) -> Jlama.load("f32", models.jlama(DType.FP32), F32, F32));
        engines.put(
                "jlama-bf16",
                (models, tokens) -> Jlama.load(
                        "bf16", models.jlama(DType.BF16), F32, com.github.tjake.jlama.safetensors.DType.BF16));
        engines.put("jlama-i8", (models, tokens) -> Jlama.load("bf16-i8", models.jlama(DType.BF16), F32, I8));
        return engines;
    }

    private static Rival ours(Models models, DType dtype, Quantization quantization) throws IOException {
        var computing = Computing.DEFAULT.withDtype(dtype).withQuantization(quantization);
        return Ours.load(models.checkpoint(dtype), computing);
    }

    private static Rival llamaCpp(Models models, DType dtype, GgufType type, int tokens) throws IOException {
        return LlamaCpp.load(type.name().toLowerCase(Locale.ROOT), models.gguf(dtype, type), THREADS, tokens);
    }

    /** Tokens a second of every round but the first, which warms up. */
    private static Map<String, List<Double>> race(List<Rival> rivals, Tokenizer tokenizer, int rounds, int tokens) {
        var speeds = new LinkedHashMap<String, List<Double>>();
        var prompts = Prompts.seeded(3);
        for (int round = 0; round <= rounds; round++) {
            var text = prompts.ofTokens(tokens, tokenizer);
            var ids = tokenizer.encode(text);
            for (var rival : rivals) {
                long begun = System.nanoTime();
                int read = rival.read(text, ids);
                double speed = read / ((System.nanoTime() - begun) / 1e9);
                System.err.printf(Locale.ROOT, "%d %s: %d tokens, %.1f/s%n", round, rival.name(), read, speed);
                if (round > 0) {
                    speeds.computeIfAbsent(rival.name(), name -> new ArrayList<>()).add(speed);
                }
            }
        }
        return speeds;
    }

    private static void report(Map<String, List<Double>> speeds) {
        var first = speeds.values().iterator().next();
        System.out.printf("| engine | median tokens/s | best | median of ratios to the first |%n|---|---|---|---|%n");
        speeds.forEach((name, each) -> {
            var ratios = new HashMap<Integer, Double>();
            for (int round = 0; round < each.size(); round++) {
                ratios.put(round, each.get(round) / first.get(round));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.2f |%n",
                    name,
                    median(each),
                    each.stream().mapToDouble(speed -> speed).max().orElseThrow(),
                    median(List.copyOf(ratios.values())));
        });
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private PromptSpeed() {}
}
