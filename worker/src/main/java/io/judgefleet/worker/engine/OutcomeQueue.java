package io.judgefleet.worker.engine;

import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.Outcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** Outcomes on their way from the engine's thread to the poll thread, which is woken once for all that wait. */
final class OutcomeQueue {
    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isSignalled = new AtomicBoolean();

    private record Finished(InFlight entry, Outcome outcome) {}

    void add(InFlight entry, Outcome outcome) {
        finished.add(new Finished(entry, outcome));
    }

    /** Wakes the poll thread, unless it was woken and has not yet drained the queue. */
    void signal(Runnable wakeup) {
        if (isSignalled.compareAndSet(false, true)) {
            wakeup.run();
        }
    }

    void drain(BiConsumer<InFlight, Outcome> taker) {
        isSignalled.set(false);
        for (var next = finished.poll(); next != null; next = finished.poll()) {
            taker.accept(next.entry(), next.outcome());
        }
    }
}
