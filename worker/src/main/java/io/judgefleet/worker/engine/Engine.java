package io.judgefleet.worker.engine;

import io.judgefleet.worker.delivery.Work;
import io.judgefleet.worker.delivery.WorkObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The thread on which the judge works: it takes batches across partitions and hands back outcomes in any order. */
public final class Engine {
    private final FairQueue queue;
    private final BatchJudging judging;
    private final CrashMarker marker;
    private final OutcomeQueue outcomeQueue;
    private final WorkObserver observer;
    private final Lock turn;
    private final int batchTokens;
    private final Thread thread;
    private volatile @Nullable Batch running;

    /**
     * An engine that is not yet started.
     *
     * @param turn is held while the judge works, which is one for all engines of the process
     * @param batchTokens how many tokens are taken from the queue at once
     * @param failed is told what ended the thread, if it was no orderly end
     */
    public Engine(
            FairQueue queue,
            BatchJudging judging,
            CrashMarker marker,
            OutcomeQueue outcomeQueue,
            WorkObserver observer,
            Lock turn,
            int batchTokens,
            Consumer<Throwable> failed) {
        this.queue = queue;
        this.judging = judging;
        this.marker = marker;
        this.outcomeQueue = outcomeQueue;
        this.observer = observer;
        this.turn = turn;
        this.batchTokens = batchTokens;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("judge-engine")
                .uncaughtExceptionHandler((thread, e) -> failed.accept(e))
                .unstarted(this::run);
    }

    /** A batch in the engine, and since when. */
    public record Batch(List<Work> works, long sinceNanos) {
        public Duration age() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    public void start() {
        thread.start();
    }

    /** The batch that is being judged now; readable from any thread. */
    public Optional<Batch> running() {
        return Optional.ofNullable(running);
    }

    /** Ends after the batch in hand; says whether that came in time. */
    public boolean stop(Duration grace) throws InterruptedException {
        queue.close();
        return !thread.isAlive() || thread.join(grace);
    }

    public boolean isIdle() {
        return !thread.isAlive();
    }

    private void run() {
        try {
            while (true) {
                var works = queue.take(batchTokens, this::isSuspect);
                if (works.isEmpty()) {
                    return;
                }
                turn.lockInterruptibly();
                try {
                    judge(works);
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(List<Work> works) {
        // Before its records may take the process down, and not after a judge's own fault: that ends the process too.
        marker.enter(works.stream()
                .map(work -> work.entry().delivery().original().source())
                .toList());
        var batch = new Batch(works, System.nanoTime());
        running = batch;
        judging.judge(works, (work, outcome) -> outcomeQueue.add(work.entry(), outcome));
        running = null;
        marker.leave();
        outcomeQueue.signal();
        observer.batchJudged(works.size(), works.stream().mapToInt(Work::tokens).sum(), batch.age());
    }

    private boolean isSuspect(Work work) {
        return marker.deaths(work.entry().delivery().original().source()) > 0;
    }
}
