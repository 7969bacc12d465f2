package io.judgefleet.worker.engine;

import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.Outcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** Outcomes on their way from the engine's thread to the poll thread, which is woken for them once. */
public final class OutcomeQueue {
    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isSignalled = new AtomicBoolean();
    private final Runnable wakeup;

    public OutcomeQueue(Runnable wakeup) {
        this.wakeup = wakeup;
    }

    private record Finished(InFlight entry, Outcome outcome) {}

    void add(InFlight entry, Outcome outcome) {
        finished.add(new Finished(entry, outcome));
    }

    /** What was added is to be published now. */
    void signal() {
        if (isSignalled.compareAndSet(false, true)) {
            wakeup.run();
        }
    }

    public void drain(BiConsumer<InFlight, Outcome> taker) {
        isSignalled.set(false);
        for (var next = finished.poll(); next != null; next = finished.poll()) {
            taker.accept(next.entry(), next.outcome());
        }
    }
}
