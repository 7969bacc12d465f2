package io.judgefleet.worker;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PreparedTask.Prompt;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome.Scored;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A judge that scores an answer by its length, a token to the character; what it does before can be given. */
public final class FakeJudge implements Judge {
    public final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final Consumer<List<PreparedTask>> before;

    public FakeJudge() {
        this(batch -> {});
    }

    public FakeJudge(Consumer<List<PreparedTask>> before) {
        this.before = before;
    }

    @Override
    public JudgeDescription describe() {
        return WorkerFixtures.JUDGE;
    }

    @Override
    public PreparedTask prepare(JudgeTask task) {
        int length = task.question().length() + String.join("", task.answers()).length();
        return new PreparedTask(
                task,
                List.of(
                        new Prompt(PresentationOrder.ORIGINAL, new int[length], 0),
                        new Prompt(PresentationOrder.SWAPPED, new int[length], 0)));
    }

    @Override
    public List<List<Pass>> judge(List<PreparedTask> batch) {
        batches.add(batch.stream().map(prepared -> prepared.task().question()).toList());
        before.accept(batch);
        var judged = new ArrayList<List<Pass>>();
        for (var prepared : batch) {
            judged.add(prepared.prompts().stream()
                    .map(prompt -> pass(prepared, prompt))
                    .toList());
        }
        return judged;
    }

    @Override
    public void close() {}

    private static Pass pass(PreparedTask prepared, Prompt prompt) {
        var answers = prepared.task().answers();
        var scores = new ScorePair(score(answers.get(0)), score(answers.get(1)));
        var shown = prompt.order() == PresentationOrder.ORIGINAL ? scores : scores.swapped();
        var completion = "%s %s".formatted(shown.first(), shown.second());
        return new Pass(prompt.order(), new Scored(shown), completion, Optional.empty(), prompt.tokens().length, 4, 0);
    }

    private static double score(String answer) {
        return Math.min(10, 1 + answer.length());
    }
}
