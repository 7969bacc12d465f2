package io.judgefleet.worker.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the clock every second, on a thread of its own: the poll thread may itself wait in a client for a time that is
 * two hours away once the clock was set back.
 */
final class ClockGuard implements AutoCloseable {
    private final ClockWatch watch;
    private final Consumer<Throwable> fault;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param fault hears, once, that the clock was set back
     */
    ClockGuard(ClockWatch watch, Consumer<Throwable> fault) {
        this.watch = watch;
        this.fault = fault;
    }

    void start() {
        Thread.ofPlatform().name("judge-clock").daemon().start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                watch.look();
            }
        } catch (IllegalStateException e) {
            fault.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
