package io.judgefleet.local.supervision;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a supervised child whether it makes progress, and ends the one that said so once and then no longer does.
 *
 * <p>A child that hangs, in native code or frozen as a whole, does not end by itself; whoever starts it again needs it
 * to have ended.
 */
public final class LivenessWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivenessWatch.class);

    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

    private final Supervised child;
    private final HttpRequest question;
    private final int patience;
    private final HttpClient client;
    private final ScheduledExecutorService clock;

    // Belong to the clock's one thread.
    private long pid;
    private int failures;
    private boolean hasLived;

    private LivenessWatch(Supervised child, URI liveness, int patience) {
        this.child = child;
        this.question = HttpRequest.newBuilder(liveness).timeout(ANSWER_TIME).build();
        this.patience = patience;
        this.client = HttpClient.newBuilder().connectTimeout(ANSWER_TIME).build();
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("liveness").factory());
    }

    /**
     * Asks from now on.
     *
     * @param patience how many answers in a row must be bad, or missing, before the child is ended
     */
    public static LivenessWatch over(Supervised child, URI liveness, Duration interval, int patience) {
        var watch = new LivenessWatch(child, liveness, patience);
        watch.clock.scheduleWithFixedDelay(watch::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }

    private void look() {
        if (child.pid() != pid) {
            // Another child: it may take its time to start, and is not blamed for the one before it.
            pid = child.pid();
            failures = 0;
            hasLived = false;
        }
        if (isAlive()) {
            failures = 0;
            hasLived = true;
        } else if (hasLived && ++failures >= patience) {
            LOG.atWarn()
                    .addKeyValue("pid", pid)
                    .addKeyValue("answers", failures)
                    .log("process makes no progress, is ended");
            failures = 0;
            child.kill();
        }
    }

    private boolean isAlive() {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nothing listens, or nothing answers
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // closed: nobody is to be ended for that
        }
    }
}
