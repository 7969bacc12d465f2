package io.judgefleet.faults.run;

import io.judgefleet.faults.load.CommittedOffsets;
import io.judgefleet.faults.load.JsonLines;
import io.judgefleet.faults.load.Seen;
import java.util.List;
import java.util.function.Function;

/** The two watches of a run on threads of their own, until closed. */
final class Watches implements AutoCloseable {
    private final JsonLines<CommittedOffsets> committed;
    private final JsonLines<Seen> seen;
    private final List<Thread> threads;

    Watches(
            JsonLines<CommittedOffsets> committed,
            JsonLines<Seen> seen,
            Function<JsonLines<CommittedOffsets>, Runnable> offsets,
            Function<JsonLines<Seen>, Runnable> outcomes) {
        this.committed = committed;
        this.seen = seen;
        this.threads = List.of(
                Thread.ofPlatform().name("offset-watch").start(offsets.apply(committed)),
                Thread.ofPlatform().name("outcome-watch").start(outcomes.apply(seen)));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        committed.close();
        seen.close();
    }
}
