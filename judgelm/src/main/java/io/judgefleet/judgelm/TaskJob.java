package io.judgefleet.judgelm;

import static java.util.Objects.requireNonNull;

import io.judgefleet.judgelm.decoding.PromptReader;
import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some prompts of a task on their way through the engine. */
final class TaskJob implements PromptReader.Job {
    private final PreparedTask task;
    private final List<PreparedTask.Prompt> prompts;
    private final List<Query> queries;
    private final PassReader passReader;
    private final Cancellation cancellation;
    private final List<Pass> passes = new ArrayList<>();
    private @Nullable PassOutcome cancelled;

    TaskJob(PreparedTask task, List<PreparedTask.Prompt> prompts, PassReader passReader, Cancellation cancellation) {
        this.task = task;
        this.prompts = prompts;
        this.queries =
                prompts.stream().map(prompt -> passReader.query(task, prompt)).toList();
        this.passReader = passReader;
        this.cancellation = cancellation;
    }

    @Override
    public List<Query> queries() {
        return queries;
    }

    @Override
    public boolean isCalledOff() {
        cancelled = cancellation.of(task).orElse(null);
        return cancelled != null;
    }

    @Override
    public void finish(List<Reading> readings) {
        for (int i = 0; i < prompts.size(); i++) {
            passes.add(passReader.pass(task, prompts.get(i), readings.get(i)));
        }
    }

    @Override
    public void abandon(List<Reading> readings) {
        IntStream.range(0, prompts.size())
                .mapToObj(i -> PassReader.unfinished(
                        prompts.get(i), requireNonNull(cancelled), i < readings.size() ? readings.get(i) : null))
                .forEach(passes::add);
    }

    boolean isDone() {
        return !passes.isEmpty();
    }

    List<Pass> passes() {
        return List.copyOf(passes);
    }
}
