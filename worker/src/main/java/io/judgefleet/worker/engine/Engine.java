package io.judgefleet.worker.engine;

import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.Work;
import io.judgefleet.worker.delivery.WorkObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The thread on which the judge works: it takes batches across partitions and returns outcomes in any order. */
public final class Engine {
    private final BatchJudging judging;
    private final EngineSettings settings;
    private final CrashMarker marker;
    private final WorkObserver observer;
    private final FairQueue queue;
    private final OutcomeQueue outcomes = new OutcomeQueue();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Batch running;

    /** An engine that is not yet started. */
    public Engine(BatchJudging judging, EngineSettings settings, CrashMarker marker, WorkObserver observer) {
        this.judging = judging;
        this.settings = settings;
        this.marker = marker;
        this.observer = observer;
        this.queue = new FairQueue(settings.weights());
    }

    /** A batch in the engine, and since when. */
    public record Batch(List<Work> works, long sinceNanos) {
        public Duration age() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    /**
     * Starts the thread.
     *
     * @param wakeup is run when outcomes wait to be taken
     * @param failed receives what ended the thread, if that was not {@link #stop}
     */
    public void start(Runnable wakeup, Consumer<Throwable> failed) {
        var started = Thread.ofPlatform()
                .daemon()
                .name("judge-engine")
                .uncaughtExceptionHandler((ended, e) -> failed.accept(e))
                .unstarted(() -> run(wakeup));
        thread = started;
        started.start();
    }

    /** Queues work. */
    public void add(Work work) {
        queue.add(work);
    }

    /** How many records wait in the queue. */
    public int waiting() {
        return queue.size();
    }

    /** Takes the outcomes of finished work; called by the poll thread alone. */
    public void takeOutcomes(BiConsumer<InFlight, Outcome> taker) {
        outcomes.drain(taker);
    }

    /** Releases the records of a batch that has exceeded the inference deadline. */
    public void releaseOverdue(BiConsumer<InFlight, Outcome> taker) {
        running()
                .filter(batch -> batch.age().compareTo(settings.deadline()) > 0)
                .ifPresent(batch -> batch.works()
                        .forEach(work -> taker.accept(work.entry(), judging.unfinished(work, settings.deadline()))));
    }

    /** The batch that is being judged now; readable from any thread. */
    public Optional<Batch> running() {
        return Optional.ofNullable(running);
    }

    /** Ends after the current batch; answers whether it has ended within the time. */
    public boolean stop(Duration grace) throws InterruptedException {
        queue.close();
        var started = thread;
        return started == null || !started.isAlive() || started.join(grace);
    }

    public boolean isIdle() {
        var started = thread;
        return started == null || !started.isAlive();
    }

    private void run(Runnable wakeup) {
        try {
            while (true) {
                var works = queue.take(settings.batchTokens(), this::isSuspect);
                if (works.isEmpty()) {
                    return;
                }
                judging.turn().lockInterruptibly();
                try {
                    judge(works, wakeup);
                } finally {
                    judging.turn().unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(List<Work> works, Runnable wakeup) {
        // Before its records may take the process down, and not after a judge's own fault: that ends the process too.
        marker.enter(works.stream()
                .map(work -> work.entry().delivery().original().source())
                .toList());
        var batch = new Batch(works, System.nanoTime());
        running = batch;
        judging.judge(works, (work, outcome) -> outcomes.add(work.entry(), outcome));
        running = null;
        marker.leave();
        outcomes.signal(wakeup);
        observer.batchJudged(works.size(), works.stream().mapToInt(Work::tokens).sum(), batch.age());
    }

    private boolean isSuspect(Work work) {
        return marker.deaths(work.entry().delivery().original().source()) > 0;
    }
}
