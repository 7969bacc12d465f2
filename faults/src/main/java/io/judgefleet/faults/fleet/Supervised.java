package io.judgefleet.faults.fleet;

import io.judgefleet.servers.ChildJvm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A child process that is started again whenever it ends, unless it is held down. */
public final class Supervised implements AutoCloseable {
    private final String name;
    private final Duration backOff;
    private final Supplier<ChildJvm> program;
    private final List<Ended> ends = new ArrayList<>();
    private @Nullable ChildJvm child;
    private boolean wanted;

    Supervised(String name, Duration backOff, Supplier<ChildJvm> program) {
        this.name = name;
        this.backOff = backOff;
        this.program = program;
    }

    /**
     * The end of a child.
     *
     * @param isWanted whether somebody held it down, and so asked for its end
     */
    public record Ended(String name, int status, boolean isWanted, Instant at) {}

    public String name() {
        return name;
    }

    /** Starts the child, now and again after each end. */
    public synchronized void start() {
        wanted = true;
        launch();
    }

    /** Ends the child as kill -9 does, and leaves it down. */
    public synchronized void kill() {
        wanted = false;
        current().ifPresent(ChildJvm::kill);
    }

    /** Asks the child to end, and leaves it down; the exit status, or nothing when it had to be killed. */
    public Optional<Integer> stop(Duration grace) throws InterruptedException {
        var stopped = holdDown();
        if (stopped.isEmpty()) {
            return Optional.empty();
        }
        boolean inTime = stopped.get().stop(grace);
        return inTime ? Optional.of(stopped.get().onExit().join()) : Optional.empty();
    }

    /** Freezes the child as it stands. */
    public synchronized void pause() {
        current().ifPresent(running -> running.signal("STOP"));
    }

    /** Lets a frozen child go on. */
    public synchronized void resume() {
        current().ifPresent(running -> running.signal("CONT"));
    }

    public synchronized boolean isAlive() {
        return current().isPresent();
    }

    /** All ends so far. */
    public synchronized List<Ended> ends() {
        return List.copyOf(ends);
    }

    @Override
    public void close() {
        holdDown().ifPresent(running -> {
            running.kill();
            running.onExit().join();
        });
    }

    private synchronized Optional<ChildJvm> holdDown() {
        wanted = false;
        return current();
    }

    private Optional<ChildJvm> current() {
        return Optional.ofNullable(child).filter(ChildJvm::isAlive);
    }

    private synchronized void launch() {
        if (!wanted || isAlive()) {
            return;
        }
        var started = program.get();
        child = started;
        started.onExit().thenAccept(this::ended);
    }

    private synchronized void ended(int status) {
        ends.add(new Ended(name, status, !wanted, Instant.now()));
        if (wanted) {
            CompletableFuture.runAsync(
                    this::launch, CompletableFuture.delayedExecutor(backOff.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
