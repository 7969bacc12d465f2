package io.judgefleet.judgelm;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNSUPPORTED;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.decoding.PromptReader;
import io.judgefleet.judgelm.decoding.PromptReader.Budget;
import io.judgefleet.judgelm.decoding.StopRule;
import io.judgefleet.judgelm.inference.LanguageModel;
import io.judgefleet.judgelm.inference.LlamaModel;
import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.inference.TokenProbe;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.MarkerPolicy;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PromptGuard;
import io.judgefleet.judgelm.prompt.PromptWindow;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A LLaMA-family model with JudgeLM's prompts, from a folder as the hub has it. */
public final class LlamaJudge implements Judge {
    /** The prompts on their way, in budgets: each is on its way for some passes and is prefilled in the first. */
    private static final int KEPT_BUDGETS = 4;

    private final JudgeDescription description;
    private final JudgeSettings settings;
    private final LanguageModel model;
    private final Tokenizer tokenizer;
    private final PromptGuard guard;
    private final PromptWindow window;
    private final PromptReader reader;
    private final PassReader passReader;

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
        this.guard = new PromptGuard(settings.markers());
        this.window = new PromptWindow(tokenizer, limits.tokens() - settings.completionTokens(), settings.overlong());
        this.reader = new PromptReader(
                model,
                new StopRule(tokenizer, limits.endTokens(), settings.completionTokens(), !settings.reasons()),
                new Budget(settings.tokenBudget(), Math.multiplyExact(settings.tokenBudget(), KEPT_BUDGETS)));
        this.passReader = new PassReader(tokenizer, settings.decoding(), model::flaw);
    }

    /** How long a sequence may get, and which tokens end one. */
    record Limits(int tokens, List<Integer> endTokens) {}

    /**
     * Loads a judge from a model's folder.
     *
     * @throws io.judgefleet.judgelm.checkpoint.files.CheckpointException if the folder is no model that can be run
     */
    public static LlamaJudge load(Path folder, JudgeSettings settings) {
        var checkpoint = Checkpoint.open(folder);
        var config = checkpoint.config();
        var tokenizer = Tokenizer.openFor(folder, config);
        try {
            var description = describe(folder, checkpoint, tokenizer, settings);
            var model = LlamaModel.load(config, checkpoint.tensors(), settings.computing());
            var limits =
                    new Limits(config.rope().maxPositions(), config.tokens().eos());
            requireRoom(folder, tokenizer, settings, limits);
            return new LlamaJudge(description, fitted(settings, model, limits), model, tokenizer, limits);
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
        var screening = guard.screen(task);
        return window.prepare(screening.task()).withFindings(screening.findings());
    }

    @Override
    public List<List<Pass>> judge(List<PreparedTask> batch) {
        return judge(batch, Cancellation.NEVER);
    }

    @Override
    public List<List<Pass>> judge(List<PreparedTask> batch, Cancellation cancellation) {
        return settings.computing().reproducible()
                ? batch.stream().map(task -> promptByPrompt(task, cancellation)).toList()
                : sideBySide(batch, cancellation);
    }

    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }

    private List<List<Pass>> sideBySide(List<PreparedTask> batch, Cancellation cancellation) {
        var jobs = batch.stream()
                .map(task -> new TaskJob(task, task.prompts(), passReader, cancellation))
                .toList();
        read(jobs);
        return jobs.stream().map(TaskJob::passes).toList();
    }

    private List<Pass> promptByPrompt(PreparedTask task, Cancellation cancellation) {
        return task.prompts().stream()
                .map(prompt -> new TaskJob(task, List.of(prompt), passReader, cancellation))
                .peek(job -> reader.read(List.of(job)))
                .flatMap(job -> job.passes().stream())
                .toList();
    }

    /** Halves what the engine cannot do at once: memory may suffice for less, and one task shall not spoil the others. */
    private void read(List<TaskJob> jobs) {
        try {
            reader.read(jobs);
        } catch (ModelUnavailableException e) {
            if (jobs.size() == 1) {
                throw e;
            }
            var left = jobs.stream().filter(job -> !job.isDone()).toList();
            read(left.subList(0, left.size() / 2));
            read(left.subList(left.size() / 2, left.size()));
        }
    }

    /** A window that holds no comparison at all is no matter of the comparison. */
    private static void requireRoom(Path folder, Tokenizer tokenizer, JudgeSettings settings, Limits limits) {
        var empty = new JudgeTask(JudgingMode.PAIR, "-", List.of("-", "-"), Optional.empty());
        int prompt = new PromptWindow(tokenizer, Integer.MAX_VALUE / 128, LengthPolicy.REJECT)
                .prepare(empty).prompts().stream()
                        .mapToInt(each -> each.tokens().length)
                        .max()
                        .orElseThrow();
        if (limits.tokens() < prompt + settings.completionTokens()) {
            throw new CheckpointException(
                    UNSUPPORTED,
                    folder,
                    "expected a window of at least %d tokens, %d for the shortest comparison and %d for what is written, found %d"
                            .formatted(
                                    prompt + settings.completionTokens(),
                                    prompt,
                                    settings.completionTokens(),
                                    limits.tokens()));
        }
    }

    /** A host's memory is its own affair and swaps; a device's is fixed, and better found too small now than by the first batch. */
    private static JudgeSettings fitted(JudgeSettings settings, LanguageModel model, Limits limits) {
        return settings.computing().device().equals("cpu")
                ? settings
                : settings.withTokenBudget(
                        new TokenProbe(model, limits.tokens(), KEPT_BUDGETS + 1).fitting(settings.tokenBudget()));
    }

    private static JudgeDescription describe(
            Path folder, Checkpoint checkpoint, Tokenizer tokenizer, JudgeSettings settings) {
        var card = JudgeCard.read(folder);
        return new JudgeDescription(
                card.name(),
                checkpoint.digest(),
                tokenizer.digest(),
                settings.markers() == MarkerPolicy.NEUTRALISE ? "judgelm-neutralised" : "judgelm",
                settings.computing().id(),
                settings.decoding().id(),
                card.weights(),
                LlamaModel.ENGINE,
                settings.computing().device());
    }
}
