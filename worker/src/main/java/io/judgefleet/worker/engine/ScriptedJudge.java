package io.judgefleet.worker.engine;

import io.judgefleet.comparisons.Digest;
import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PreparedTask.Prompt;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in without a model, for measuring and for delivery tests: an answer's score is a hash of its text.
 *
 * <p>It calls its weights random, so that nobody takes it for a judge.
 */
public final class ScriptedJudge implements Judge {
    /** A system property; a batch that holds its text takes the process down as a fault of native code would. */
    public static final String ABORT_PROPERTY = "judgefleet.scripted.abort-on";

    /**
     * A system property; a batch that holds its text fails as an engine does that is out of memory, and so does the task
     * alone, the first time that this process judges it.
     */
    public static final String FAIL_PROPERTY = "judgefleet.scripted.fail-on";

    /** The exit status of a process that was aborted, as a shell shows it. */
    public static final int ABORTED = 134;

    private static final int CODE_UNITS_PER_TOKEN = 4;
    private static final int TEMPLATE_TOKENS = 50;
    private static final int HALVES = 19;
    private static final double PINNED = 10;

    private final Duration delay;
    private final @Nullable String abortOn = System.getProperty(ABORT_PROPERTY);
    private final @Nullable String failOn = System.getProperty(FAIL_PROPERTY);
    private final Set<JudgeTask> failed = new HashSet<>();

    /**
     * A scripted judge.
     *
     * @param delay of each task, as if it were judged alone
     */
    public ScriptedJudge(Duration delay) {
        this.delay = delay;
    }

    @Override
    public JudgeDescription describe() {
        var digest = Digest.of("scripted");
        return new JudgeDescription(
                "scripted", digest, digest, "scripted", "none", "greedy", "random", "scripted", "cpu");
    }

    @Override
    public PreparedTask prepare(JudgeTask task) {
        int length = task.question().length()
                + task.answers().stream().mapToInt(String::length).sum();
        int tokens = TEMPLATE_TOKENS + length / CODE_UNITS_PER_TOKEN;
        return new PreparedTask(
                task,
                task.orders().stream()
                        .map(order -> new Prompt(order, new int[tokens], 0))
                        .toList());
    }

    @Override
    public List<List<Pass>> judge(List<PreparedTask> batch) {
        for (var task : batch) {
            if (asks(task, abortOn)) {
                Runtime.getRuntime().halt(ABORTED);
            }
            if (asks(task, failOn) && (batch.size() > 1 || failed.add(task.task()))) {
                throw new ModelUnavailableException("failed on purpose", new IllegalStateException(failOn));
            }
        }
        if (delay.isPositive()) {
            LockSupport.parkNanos(delay.multipliedBy(batch.size()).toNanos());
        }
        return batch.stream().map(ScriptedJudge::passes).toList();
    }

    @Override
    public void close() {}

    private static boolean asks(PreparedTask task, @Nullable String text) {
        return text != null && task.task().question().contains(text);
    }

    private static List<Pass> passes(PreparedTask prepared) {
        var task = prepared.task();
        var answers = task.answers();
        var first = task.mode().pinsFirstScore() ? PINNED : score(answers.getFirst());
        var scores = new ScorePair(first, score(answers.getLast()));
        return prepared.prompts().stream().map(prompt -> pass(prompt, scores)).toList();
    }

    private static Pass pass(Prompt prompt, ScorePair scores) {
        var shown = prompt.order() == PresentationOrder.ORIGINAL ? scores : scores.swapped();
        return new Pass(
                prompt.order(),
                new Scored(shown),
                shown.first() + " " + shown.second(),
                Optional.empty(),
                prompt.tokens().length,
                4,
                0);
    }

    /** From 1 to 10 in halves. */
    private static double score(String answer) {
        return 1 + Math.floorMod(answer.hashCode() * 0x9E3779B9, HALVES) / 2.0;
    }
}
