package io.judgefleet.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wish that the running command end soon, and the news that it has. */
public final class Interruption {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile boolean heeded;

    public void request() {
        requested.countDown();
    }

    /** Whether the command should end; whoever asks promises to ask again and again. */
    public boolean isRequested() {
        heeded = true;
        return requested.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Waits for so long, or less if the command should end; says whether it should. */
    public boolean isRequestedWithin(Duration time) {
        heeded = true;
        try {
            return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The command is over, whatever came of it. */
    public void end() {
        ended.countDown();
    }

    /** Waits for the end of a command that asks whether it should, but not for ever; says whether it came. */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return heeded && ended.await(seconds, TimeUnit.SECONDS);
    }
}
