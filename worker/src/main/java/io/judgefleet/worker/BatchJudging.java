package io.judgefleet.worker;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.JudgedPass;
import io.judgefleet.judgelm.ModelUnavailableException;
import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.worker.Outcome.Accept;
import io.judgefleet.worker.Scribe.Timing;
import io.judgefleet.worker.Triage.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Judges a batch; where the engine fails, its halves, down to each record alone, and releases what fails alone. */
public final class BatchJudging {
    private final Judge judge;
    private final Scribe scribe;
    private final Triage triage;
    private final InstantSource clock;

    public BatchJudging(Judge judge, Scribe scribe, Triage triage, InstantSource clock) {
        this.judge = judge;
        this.scribe = scribe;
        this.triage = triage;
        this.clock = clock;
    }

    /** Tells the outcome of each work as soon as it is known. */
    public void judge(List<Work> batch, BiConsumer<Work, Outcome> outcomes) {
        var started = clock.instant();
        long begin = System.nanoTime();
        List<List<JudgedPass>> judged;
        try {
            judged = judge.judge(batch.stream().map(Work::task).toList());
        } catch (ModelUnavailableException e) {
            retreat(batch, e, outcomes);
            return;
        }
        var timing = new Timing(started, Duration.ofNanos(System.nanoTime() - begin));
        for (int i = 0; i < batch.size(); i++) {
            outcomes.accept(batch.get(i), outcome(batch.get(i), judged.get(i), timing));
        }
    }

    private void retreat(List<Work> batch, ModelUnavailableException e, BiConsumer<Work, Outcome> outcomes) {
        if (batch.size() > 1) {
            judge(batch.subList(0, batch.size() / 2), outcomes);
            judge(batch.subList(batch.size() / 2, batch.size()), outcomes);
        } else {
            batch.forEach(work -> outcomes.accept(work, transientFault(work, "engine failed: " + e.getMessage(), e)));
        }
    }

    private Outcome outcome(Work work, List<JudgedPass> passes, Timing timing) {
        return passes.stream()
                .flatMap(pass -> failure(pass).stream())
                .findFirst()
                .map(reason -> transientFault(work, reason, null))
                .orElseGet(() -> new Accept(scribe.write(work, passes, timing)));
    }

    /** A pass that ran out of time; all else is a verdict, a failed pass too, because the same prompt would fail again. */
    private static Optional<String> failure(JudgedPass pass) {
        return switch (pass.outcome()) {
            case PassOutcome.TimedOut timedOut -> Optional.of("engine timed out: " + timedOut.reason());
            case PassOutcome.Scored scored -> Optional.empty();
            case PassOutcome.Truncated truncated -> Optional.empty();
            case PassOutcome.Unparsable unparsable -> Optional.empty();
            case PassOutcome.Refused refused -> Optional.empty();
            case PassOutcome.Failed failed -> Optional.empty();
        };
    }

    private Outcome transientFault(Work work, String reason, @Nullable ModelUnavailableException e) {
        var failure = Failure.of("judge", reason).about(work.request().id());
        return triage.transientFault(work.entry().delivery(), e == null ? failure : failure.by(e));
    }
}
