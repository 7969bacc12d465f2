package io.judgefleet.worker.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A thread that polls: it joins a group, repeats rounds until it is to drain or to stop, and leaves.
 *
 * <p>Subclasses define the round. A fault that ends the loop is the result of {@link #ended()}.
 */
abstract class PollLoop {
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private final Thread thread;

    private volatile LoopState state = LoopState.initial();
    private volatile boolean isDraining;
    private volatile boolean isStopped;

    PollLoop(String threadName) {
        this.thread = Thread.ofPlatform().name(threadName).unstarted(this::run);
    }

    /** Subscribes. */
    abstract void enter();

    /** One round, which ends soon after {@link #wake()}. */
    abstract void round() throws InterruptedException;

    /** Whether nothing is in flight. */
    abstract boolean isEmpty();

    /** Closes the clients, which leaves the group. */
    abstract void leave();

    /** Makes the current round end soon; called from any thread. */
    abstract void wake();

    /** For how long nothing could be published of what waits for it; readable from any thread. */
    abstract Duration stalled();

    final void start() {
        thread.start();
    }

    /** The latest picture of the loop; readable from any thread. */
    final LoopState state() {
        return state;
    }

    /** Completes when the loop has left the group, with whether nothing was left in flight, or with the fault that ended it. */
    final CompletableFuture<Boolean> ended() {
        return ended;
    }

    /** Completes when the consumer is a member of its group, or with the fault that ended the loop before. */
    final CompletableFuture<Void> joined() {
        return joined;
    }

    /** Admits nothing more, and ends when everything in flight is published. */
    final void drain() {
        isDraining = true;
        wake();
    }

    /** Ends now; what is in flight stays with the broker. */
    final void stop() {
        isStopped = true;
        wake();
    }

    final void join(Duration time) throws InterruptedException {
        if (thread.isAlive()) {
            thread.join(time);
        }
    }

    /** Ends with a fault of another part of the worker. */
    final void fail(Throwable fault) {
        ended.completeExceptionally(fault);
        joined.completeExceptionally(fault);
        stop();
    }

    final boolean isDraining() {
        return isDraining;
    }

    final boolean isStopped() {
        return isStopped;
    }

    /** Notes that the consumer is a member of its group. */
    final void welcome() {
        joined.complete(null);
    }

    final void report(LoopState latest) {
        state = latest;
    }

    private void run() {
        try {
            enter();
            while (!isStopped && !(isDraining && isEmpty())) {
                round();
            }
            boolean isDrained = isEmpty();
            leave();
            ended.complete(isDrained);
        } catch (InterruptedException e) {
            ended.complete(false);
            joined.completeExceptionally(e);
            leave();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // the one place where the process's faults end up
            ended.completeExceptionally(e);
            joined.completeExceptionally(e);
            leave();
        }
    }
}
