package io.judgefleet.judgelm;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.inference.LanguageModel;
import io.judgefleet.judgelm.inference.LlamaModel;
import io.judgefleet.judgelm.inference.PromptReader;
import io.judgefleet.judgelm.inference.PromptReader.Query;
import io.judgefleet.judgelm.inference.PromptReader.Reading;
import io.judgefleet.judgelm.inference.ScoreGrammar;
import io.judgefleet.judgelm.inference.StopRule;
import io.judgefleet.judgelm.prompt.PromptWindow;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.metrics.JudgementParser;
import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.PassOutcome.Scored;
import io.judgefleet.metrics.PassOutcome.Truncated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A LLaMA-family model with JudgeLM's prompts, from a folder as the hub has it. */
public final class LlamaJudge implements Judge {
    private final JudgeDescription description;
    private final JudgeSettings settings;
    private final LanguageModel model;
    private final Tokenizer tokenizer;
    private final PromptWindow window;
    private final PromptReader reader;
    private final ScoreGrammar pairGrammar;
    private final ScoreGrammar pinnedGrammar;
    private final JudgementParser parser = JudgementParser.ofJudge();

    LlamaJudge(
            JudgeDescription description,
            JudgeSettings settings,
            LanguageModel model,
            Tokenizer tokenizer,
            Limits limits) {
        this.description = description;
        this.settings = settings;
        this.model = model;
        this.tokenizer = tokenizer;
        this.window = new PromptWindow(tokenizer, limits.tokens() - settings.completionTokens(), settings.overlong());
        this.reader = new PromptReader(
                model, new StopRule(tokenizer, limits.endTokens(), settings.completionTokens(), !settings.reasons()));
        this.pairGrammar = ScoreGrammar.ofPair(tokenizer);
        this.pinnedGrammar = ScoreGrammar.afterPinnedTen(tokenizer);
    }

    /** How long a sequence may get, and which tokens end one. */
    record Limits(int tokens, List<Integer> endTokens) {}

    /**
     * Loads a judge from a model's folder.
     *
     * @throws io.judgefleet.judgelm.checkpoint.CheckpointException if the folder is no model that can be run
     */
    public static LlamaJudge load(Path folder, JudgeSettings settings) {
        var checkpoint = Checkpoint.open(folder);
        var config = checkpoint.config();
        var tokenizer = Tokenizer.open(folder);
        try {
            var description = describe(folder, checkpoint, tokenizer, settings);
            var model = LlamaModel.load(config, checkpoint.tensors(), settings.dtype());
            var limits =
                    new Limits(config.rope().maxPositions(), config.tokens().eos());
            return new LlamaJudge(description, settings, model, tokenizer, limits);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    @Override
    public JudgeDescription describe() {
        return description;
    }

    @Override
    public PreparedTask prepare(JudgeTask task) {
        if (task.mode() == JudgingMode.MULTI) {
            throw new IllegalArgumentException("expected a mode that asks for two scores, found " + task.mode());
        }
        return window.prepare(task);
    }

    @Override
    public List<List<JudgedPass>> judge(List<PreparedTask> batch) {
        var judged = new ArrayList<List<JudgedPass>>();
        for (var step : TokenBudget.of(settings.tokenBudget()).steps(batch)) {
            judged.addAll(judgeSideBySide(step));
        }
        return judged;
    }

    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }

    /** Halves what the engine cannot do at once: memory may suffice for less, and one task shall not spoil the others. */
    private List<List<JudgedPass>> judgeSideBySide(List<PreparedTask> tasks) {
        try {
            var queries = tasks.stream().flatMap(task -> queries(task).stream()).toList();
            var readings = reader.read(queries).iterator();
            return tasks.stream().map(task -> passes(task, readings)).toList();
        } catch (ModelUnavailableException e) {
            if (tasks.size() == 1) {
                throw e;
            }
            int half = tasks.size() / 2;
            var judged = new ArrayList<>(judgeSideBySide(tasks.subList(0, half)));
            judged.addAll(judgeSideBySide(tasks.subList(half, tasks.size())));
            return judged;
        }
    }

    private List<JudgedPass> passes(PreparedTask task, Iterator<Reading> readings) {
        return task.prompts().stream()
                .map(prompt -> pass(task, prompt, readings.next()))
                .toList();
    }

    private List<Query> queries(PreparedTask task) {
        return task.prompts().stream()
                .map(prompt -> new Query(prompt.tokens(), Optional.of(grammar(task))))
                .toList();
    }

    private ScoreGrammar grammar(PreparedTask task) {
        return isPinned(task) ? pinnedGrammar : pairGrammar;
    }

    private JudgedPass pass(PreparedTask task, PreparedTask.Prompt prompt, Reading reading) {
        var outcome = switch (settings.decoding()) {
            case GREEDY -> parsed(task, reading.completion().text());
            case CONSTRAINED_ARGMAX -> new Scored(reading.scores().orElseThrow());
        };
        return new JudgedPass(
                prompt.order(),
                outcome instanceof Scored scored && prompt.truncatedTokens() > 0
                        ? new Truncated(scored.scores())
                        : outcome,
                reading.completion().text(),
                reading.distribution(),
                prompt.tokens().length,
                reading.completion().tokens(),
                prompt.truncatedTokens());
    }

    private PassOutcome parsed(PreparedTask task, String completion) {
        return isPinned(task) ? parser.single(completion) : parser.pair(completion.strip());
    }

    /** Whether the prompt itself ends with the first score. */
    private static boolean isPinned(PreparedTask task) {
        return switch (task.task().mode()) {
            case SINGLE, MULTIMODAL -> true;
            case PAIR, CHAT, MULTI -> false;
        };
    }

    private static JudgeDescription describe(
            Path folder, Checkpoint checkpoint, Tokenizer tokenizer, JudgeSettings settings) {
        var card = JudgeCard.read(folder);
        return new JudgeDescription(
                card.name(),
                checkpoint.digest(),
                tokenizer.digest(),
                "judgelm",
                settings.dtype().torchName(),
                settings.decoding().id(),
                card.weights(),
                LlamaModel.ENGINE,
                "cpu");
    }
}
