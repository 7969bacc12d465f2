package io.judgefleet.worker.engine;

import io.judgefleet.judgelm.Cancellation;
import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.FailurePolicy.Failure;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.Outcome.Accept;
import io.judgefleet.worker.delivery.Work;
import io.judgefleet.worker.engine.VerdictFactory.Timing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Judges a batch; where that fails, its halves, down to each record alone.
 *
 * <p>What the engine fails at alone is released; what makes the judge or its verdict fail in any other way is a dead letter
 * that names the cause. A request whose own deadline passes before or while it is judged is given up.
 */
public final class BatchJudging {
    private final Judge judge;
    private final VerdictFactory verdictFactory;
    private final FailurePolicy failurePolicy;
    private final InstantSource clock;
    private final Lock turn = new ReentrantLock();

    public BatchJudging(Judge judge, VerdictFactory verdictFactory, FailurePolicy failurePolicy, InstantSource clock) {
        this.judge = judge;
        this.verdictFactory = verdictFactory;
        this.failurePolicy = failurePolicy;
        this.clock = clock;
    }

    /** Is held while the judge works, for it judges one batch at a time, whichever engine it comes from. */
    Lock turn() {
        return turn;
    }

    /** Passes on the outcome of each work as soon as it is known. */
    public void judge(List<Work> batch, BiConsumer<Work, Outcome> outcomes) {
        var now = clock.instant();
        var inTime = new ArrayList<Work>();
        for (var work : batch) {
            if (work.isOverdue(now)) {
                outcomes.accept(work, requestExpired(work, "waiting for the engine"));
            } else {
                inTime.add(work);
            }
        }
        if (!inTime.isEmpty()) {
            judgeTogether(inTime, outcomes);
        }
    }

    private void judgeTogether(List<Work> batch, BiConsumer<Work, Outcome> outcomes) {
        var started = clock.instant();
        long begin = System.nanoTime();
        List<List<Pass>> judged;
        try {
            judged = judge.judge(batch.stream().map(Work::task).toList(), calledOff(batch));
        } catch (RuntimeException e) { // whose fault it is, is known once a record fails alone
            retreat(batch, e, outcomes);
            return;
        }
        var timing = new Timing(started, Duration.ofNanos(System.nanoTime() - begin));
        for (int i = 0; i < batch.size(); i++) {
            outcomes.accept(batch.get(i), outcome(batch.get(i), judged.get(i), timing));
        }
    }

    private void retreat(List<Work> batch, RuntimeException e, BiConsumer<Work, Outcome> outcomes) {
        if (batch.size() > 1) {
            judge(batch.subList(0, batch.size() / 2), outcomes);
            judge(batch.subList(batch.size() / 2, batch.size()), outcomes);
        } else {
            batch.forEach(work -> outcomes.accept(work, fault(work, e)));
        }
    }

    /** The outcome of work that the judge has not finished within the deadline of its batch. */
    Outcome unfinished(Work work, Duration deadline) {
        return transientFault(
                work, Failure.of("deadline", "expected inference within %s, found it unfinished".formatted(deadline)));
    }

    private Outcome fault(Work work, RuntimeException e) {
        return e instanceof ModelUnavailableException
                ? transientFault(
                        work,
                        Failure.of("judge", "engine failed: " + e.getMessage()).by(e))
                : permanentFault(work, "judge", e);
    }

    private Outcome outcome(Work work, List<Pass> passes, Timing timing) {
        var timedOut = passes.stream()
                .flatMap(pass -> timedOut(pass.outcome()).stream())
                .findFirst();
        if (timedOut.isPresent()) {
            return work.isOverdue(clock.instant())
                    ? requestExpired(work, "in the engine")
                    : transientFault(work, Failure.of("judge", "engine timed out: " + timedOut.get()));
        }
        try {
            return new Accept(
                    verdictFactory.write(work, passes, timing),
                    work.request().routing().deadline());
        } catch (RuntimeException e) { // whatever a request's content makes us throw is its own end, not ours
            return permanentFault(work, "verdict", e);
        }
    }

    /** Why a pass was given up; whatever else came of one is a verdict, also that the engine cannot compute it. */
    private static Optional<String> timedOut(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.TimedOut(var reason) -> Optional.of(reason);
            case PassOutcome.Failed failed -> Optional.empty();
            case PassOutcome.Scored scored -> Optional.empty();
            case PassOutcome.Truncated truncated -> Optional.empty();
            case PassOutcome.Unparsable unparsable -> Optional.empty();
            case PassOutcome.Refused refused -> Optional.empty();
        };
    }

    /** What the judge asks between two passes of its engine: whether a task is still needed. */
    private Cancellation calledOff(List<Work> batch) {
        var works = new IdentityHashMap<PreparedTask, Work>();
        batch.forEach(work -> works.put(work.task(), work));
        return task -> Optional.ofNullable(works.get(task)).flatMap(this::calledOff);
    }

    private Optional<PassOutcome> calledOff(Work work) {
        if (work.isOverdue(clock.instant())) {
            return Optional.of(new PassOutcome.TimedOut("the request's deadline has passed"));
        }
        return work.entry().isCancelled()
                ? Optional.of(new PassOutcome.TimedOut("its partition went to another worker"))
                : Optional.empty();
    }

    private Outcome requestExpired(Work work, String found) {
        var deadline = work.request().routing().deadline().orElseThrow();
        return failurePolicy.requestExpired(
                work.entry().delivery(), work.request().id(), deadline, found);
    }

    private Outcome transientFault(Work work, Failure failure) {
        return failurePolicy.transientFault(
                work.entry().delivery(), failure.about(work.request().id()));
    }

    private Outcome permanentFault(Work work, String stage, RuntimeException e) {
        var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return failurePolicy.permanentFault(
                work.entry().delivery(),
                Failure.of(stage, reason).by(e).about(work.request().id()));
    }
}
