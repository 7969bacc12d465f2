package io.judgefleet.worker.kafka;

import io.judgefleet.worker.engine.Engine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A poll loop that reads requests, and the engine that judges what it has read.
 *
 * <p>A worker has one or several. Their engines take turns, for the judge is one.
 */
public interface Reader {
    PollLoop loop();

    Engine engine();

    /**
     * Starts engine and loop.
     *
     * @param failed receives a fault that ended the engine
     */
    default void start(Consumer<Throwable> failed) {
        engine().start(loop()::wake, failed);
        loop().start();
    }

    /** The latest picture of the loop; readable from any thread. */
    default LoopState state() {
        return loop().state();
    }

    /** How long the engine has been at its batch, if it is at one. */
    default Optional<Duration> inferring() {
        return engine().running().map(Engine.Batch::age);
    }

    /** For how long nothing could be published of what waits for it; readable from any thread. */
    default Duration stalled() {
        return loop().stalled();
    }

    /** Whether the engine's thread has ended. */
    default boolean isIdle() {
        return engine().isIdle();
    }

    /** Completes when the reader is a member of its group, or with the fault that prevented it. */
    default CompletableFuture<Void> joined() {
        return loop().joined();
    }

    /** Completes when the loop has ended, with whether nothing was left in flight, or with the fault that ended it. */
    default CompletableFuture<Boolean> ended() {
        return loop().ended();
    }

    /** Admits nothing more, and ends when everything in flight is published. */
    default void drain() {
        loop().drain();
    }

    /** Ends now, and waits so long for the loop and then for the engine; answers whether the engine has ended. */
    default boolean stop(Duration time) throws InterruptedException {
        loop().stop();
        loop().join(time);
        return engine().stop(time);
    }

    /** Ends the loop with a fault of another part of the worker. */
    default void fail(Throwable fault) {
        loop().fail(fault);
    }
}
