package io.judgefleet.judgelm;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.LlamaModel;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassOutcome.Failed;
import io.judgefleet.judgement.PassOutcome.TimedOut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final Path FIXTURE = Path.of("src/test/resources/llama-fixtures/vicuna-style");
    private static final JudgeSettings LONG = JudgeSettings.DEFAULT.withReasons(400);

    @Test
    void shouldTimeOutInTheMiddleOfALongExplanation() {
        try (var judge = LlamaJudge.load(FIXTURE, LONG)) {
            var passesOfTheEngine = new AtomicInteger();
            Cancellation cancellation = task ->
                    passesOfTheEngine.incrementAndGet() < 20 ? Optional.empty() : Optional.of(new TimedOut("too late"));

            var passes =
                    judge.judge(List.of(judge.prepare(task("a"))), cancellation).getFirst();

            assertThat(passes).hasSize(2).allSatisfy(pass -> {
                assertThat(pass.outcome()).isInstanceOf(TimedOut.class);
                assertThat(pass.completionTokens()).isBetween(15, 20);
                assertThat(pass.completion()).isNotEmpty();
                assertThat(pass.distribution()).isEmpty();
            });
        }
    }

    @Test
    void shouldJudgeTheOthersWhenOneTaskIsRecalled() {
        try (var judge = LlamaJudge.load(FIXTURE, JudgeSettings.DEFAULT)) {
            var tasks = List.of("a", "b", "c").stream()
                    .map(answer -> judge.prepare(task(answer)))
                    .toList();
            var unrecalled = judge.judge(tasks);
            Cancellation cancellation = task -> task == tasks.get(1) ? cancelled() : Optional.empty();

            var judged = judge.judge(tasks, cancellation);

            assertAlike(judged.get(0), unrecalled.get(0));
            assertThat(judged.get(1)).extracting(Pass::outcome).containsOnly(new Failed("cancelled"));
            assertAlike(judged.get(2), unrecalled.get(2));
        }
    }

    @Test
    void shouldFreeTheCacheWhenTasksAreRecalled() {
        var checkpoint = Checkpoint.open(FIXTURE);
        var model = LlamaModel.load(checkpoint.config(), checkpoint.tensors(), Computing.DEFAULT);
        var description = new JudgeDescription("", "", "", "", "", "", "random", "", "");
        var limits = new LlamaJudge.Limits(2048, List.of(2));
        try (var judge = new LlamaJudge(description, LONG, model, Tokenizer.open(FIXTURE), limits)) {
            var cached = new ArrayList<Integer>();
            Cancellation cancellation = task -> {
                cached.add(model.cachedTokens());
                return cached.size() > 9 ? cancelled() : Optional.empty();
            };

            judge.judge(List.of(judge.prepare(task("a")), judge.prepare(task("b"))), cancellation);

            assertThat(cached).last().satisfies(tokens -> assertThat(tokens).isGreaterThan(300));
            assertThat(model.cachedTokens()).isZero();
        }
    }

    /** The same tokens; probabilities but for rounding, which follows the shape of the batch that a task was in. */
    private static void assertAlike(List<Pass> judged, List<Pass> expected) {
        assertThat(judged)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-4, Double.class)
                .isEqualTo(expected);
    }

    private static Optional<PassOutcome> cancelled() {
        return Optional.of(new Failed("cancelled"));
    }

    private static JudgeTask task(String answer) {
        return new JudgeTask(JudgingMode.PAIR, "Why?", List.of(answer, "no"), Optional.empty());
    }
}
