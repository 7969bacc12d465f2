package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.decoding.PromptReader.Job;
import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A job that remembers what became of it. */
public final class RecordedJob implements Job {
    enum State {
        WAITING,
        FINISHED,
        ABANDONED
    }

    private final List<Query> queries;
    private final BooleanSupplier calledOff;
    private State state = State.WAITING;
    private List<Reading> readings = List.of();

    RecordedJob(List<Query> queries, BooleanSupplier calledOff) {
        this.queries = queries;
        this.calledOff = calledOff;
    }

    public static RecordedJob of(Query... queries) {
        return new RecordedJob(List.of(queries), () -> false);
    }

    @Override
    public List<Query> queries() {
        return queries;
    }

    @Override
    public boolean isCalledOff() {
        return calledOff.getAsBoolean();
    }

    @Override
    public void finish(List<Reading> each) {
        become(State.FINISHED, each);
    }

    @Override
    public void abandon(List<Reading> each) {
        become(State.ABANDONED, each);
    }

    State state() {
        return state;
    }

    public List<Reading> readings() {
        return readings;
    }

    private void become(State next, List<Reading> each) {
        if (state != State.WAITING) {
            throw new IllegalStateException("told twice what became of it: " + state + ", " + next);
        }
        state = next;
        readings = List.copyOf(each);
    }
}
