package io.judgefleet.judgelm.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Makes a request of SIGTERM and Ctrl-C: the process ends when the work at hand has come to a good end, and not in the midst of
 * native code.
 */
final class EndSignal implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("end-signal").unstarted(this::await);
    private volatile boolean isGiven;

    private EndSignal() {}

    static EndSignal watch() {
        var signal = new EndSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    boolean isGiven() {
        return isGiven;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; the hook knows that we are done.
        }
    }

    private void await() {
        isGiven = true;
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
