package io.judgefleet.faults.fleet;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for other processes, which can only be asked again and again. */
public final class Awaiting {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Waits until a condition holds; an exception counts as not yet.
     *
     * @throws IllegalStateException when it does not hold in time
     */
    public static void until(String what, Duration time, Callable<Boolean> condition) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) { // whatever the asked one says while it starts or recovers
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited %s for %s in vain".formatted(time, what), last);
            }
            Thread.sleep(POLL);
        }
    }

    private Awaiting() {}
}
