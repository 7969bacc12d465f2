package io.judgefleet.cli.submit.sending;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.Progress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prints, by a thread of its own, when the brokers have acknowledged none of the records under way for some time. */
public final class BrokerSilence implements AutoCloseable {
    private final Publisher publisher;
    private final Duration time;
    private final Progress progress;
    private final Console console;
    private final CountDownLatch closing = new CountDownLatch(1);

    private BrokerSilence(Publisher publisher, Duration time, Progress progress, Console console) {
        this.publisher = publisher;
        this.time = time;
        this.progress = progress;
        this.console = console;
    }

    public static BrokerSilence watch(Publisher publisher, Duration time, Progress progress, Console console) {
        var silence = new BrokerSilence(publisher, time, progress, console);
        Thread.ofPlatform().daemon().name("broker-silence").start(silence::run);
        return silence;
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        long settled = publisher.settled();
        long rounds = 0;
        try {
            while (!closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                long before = settled;
                settled = publisher.settled();
                rounds = settled == before && publisher.underWay() > 0 ? rounds + 1 : 0;
                if (rounds > 0) {
                    progress.clear();
                    console.note("waiting for the brokers: none of %d records acknowledged for %d s"
                            .formatted(publisher.underWay(), rounds * time.toSeconds()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
