package io.judgefleet.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wish that the running command end soon, and the news that it has. */
public final class Interruption {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested || Thread.currentThread().isInterrupted();
    }

    /** The command is over, whatever came of it. */
    public void end() {
        ended.countDown();
    }

    /** Waits for the end of the command, but not for ever; says whether it came. */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }
}
