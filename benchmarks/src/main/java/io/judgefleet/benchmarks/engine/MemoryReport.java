package io.judgefleet.benchmarks.engine;

import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long a judge takes to load, and how much memory it takes to judge: {@code MemoryReport DIR DTYPE QUANTIZATION REQUESTS}.
 *
 * <p>Memory is printed after loading, after the first requests, and every tenth of the rest.
 */
public final class MemoryReport {
    private static final int STEPS = 10;
    private static final int BATCH = 10;

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var computing = Computing.DEFAULT
                .withDtype(DType.valueOf(arguments[1].toUpperCase(Locale.ROOT)))
                .withQuantization(Quantization.valueOf(arguments[2].toUpperCase(Locale.ROOT)));
        int requests = Integer.parseInt(arguments[3]);
        var settings = JudgeSettings.DEFAULT.withComputing(computing).withDecoding(Decoding.CONSTRAINED_ARGMAX);
        say("process", ProcessMemory.now().text());
        var begun = System.nanoTime();
        Checkpoint.open(folder).digest();
        say("digest", "%.1f s, %s".formatted(seconds(begun), ProcessMemory.now().text()));
        begun = System.nanoTime();
        try (var judge = LlamaJudge.load(folder, settings)) {
            say(
                    "loaded",
                    "%.1f s, %s".formatted(seconds(begun), ProcessMemory.now().text()));
            judge(judge, requests);
        }
        long size = weights(folder);
        say("weights", ProcessMemory.mib(size) + " MiB in files");
        say("ratio", "%.2f".formatted((double) ProcessMemory.now().most() / size));
    }

    private static void judge(LlamaJudge judge, int requests) {
        var prompts = Prompts.seeded(1);
        var begun = System.nanoTime();
        for (int done = 0; done < requests; done += BATCH) {
            int count = Math.min(BATCH, requests - done);
            var tasks = Stream.generate(() -> judge.prepare(prompts.pair(12, 40)))
                    .limit(count)
                    .toList();
            judge.judge(tasks);
            if (done == 0 || (done + count) % Math.max(1, requests / STEPS) < BATCH) {
                say(
                        "judged",
                        "%d in %.1f s, %s"
                                .formatted(
                                        done + count,
                                        seconds(begun),
                                        ProcessMemory.now().text()));
            }
        }
    }

    private static long weights(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(bin|safetensors)"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static double seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3;
    }

    private static void say(String what, String text) {
        System.out.printf(Locale.ROOT, "%-8s %s%n", what, text);
    }

    private MemoryReport() {}
}
