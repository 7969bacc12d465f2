package io.judgefleet.benchmarks.engine;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.decoding.PromptReader;
import io.judgefleet.judgelm.decoding.PromptReader.Budget;
import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import io.judgefleet.judgelm.decoding.ScoreGrammar;
import io.judgefleet.judgelm.decoding.StopRule;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.LlamaModel;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.PromptWindow;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The share of the time that a judge spends outside libtorch, from texts to scores: {@code EngineOverhead DIR DTYPE ROUNDS}.
 *
 * <p>Each round judges two comparisons of two prompts of 512 tokens.
 */
public final class EngineOverhead {
    private static final int WINDOW = 2048;
    private static final int PROMPT_TOKENS = 512;
    private static final int COMPARISONS = 2;
    private static final int COMPLETION_TOKENS = 16;

    /** A comparison's prompts; what comes of them is not looked at. */
    private record Job(List<Query> queries) implements PromptReader.Job {
        @Override
        public boolean isCalledOff() {
            return false;
        }

        @Override
        public void finish(List<Reading> readings) {}

        @Override
        public void abandon(List<Reading> readings) {}
    }

    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        var checkpoint = Checkpoint.open(folder);
        var computing = Computing.DEFAULT.withDtype(DType.valueOf(arguments[1].toUpperCase(Locale.ROOT)));
        try (var tokenizer = Tokenizer.open(folder);
                var model = LlamaModel.load(checkpoint.config(), checkpoint.tensors(), computing)) {
            measure(tokenizer, model, Integer.parseInt(arguments[2]));
        }
    }

    private static void measure(Tokenizer tokenizer, LlamaModel model, int rounds) {
        var grammar = ScoreGrammar.ofPair(tokenizer);
        var stop = new StopRule(tokenizer, List.of(2), COMPLETION_TOKENS, true);
        var reader = new PromptReader(model, stop, Budget.UNLIMITED);
        var window = new PromptWindow(tokenizer, WINDOW, LengthPolicy.REJECT);
        var prompts = Prompts.seeded(2);
        for (int round = 0; round < rounds; round++) {
            var tasks = Stream.generate(() -> prompts.pairOfTokens(PROMPT_TOKENS, window))
                    .limit(COMPARISONS)
                    .toList();
            long before = model.programTime().toNanos();
            long begun = System.nanoTime();
            var jobs = tasks.stream()
                    .map(task -> new Job(window.prepare(task).prompts().stream()
                            .map(prompt -> new Query(prompt.tokens(), Optional.of(grammar)))
                            .toList()))
                    .toList();
            reader.read(jobs);
            long all = System.nanoTime() - begun;
            long program = model.programTime().toNanos() - before;
            var tokens = jobs.stream()
                    .flatMap(job -> job.queries().stream())
                    .mapToInt(query -> query.tokens().length)
                    .summaryStatistics();
            System.out.printf(
                    Locale.ROOT,
                    "%d prompts of %.0f tokens: %.0f ms, %.1f ms of them outside libtorch, %.2f %%%n",
                    tokens.getCount(),
                    tokens.getAverage(),
                    all / 1e6,
                    (all - program) / 1e6,
                    100.0 * (all - program) / all);
        }
    }

    private EngineOverhead() {}
}
