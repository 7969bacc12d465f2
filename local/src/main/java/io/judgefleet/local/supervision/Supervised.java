package io.judgefleet.local.supervision;

import io.judgefleet.servers.ChildJvm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that is started again when it ends by itself, with pauses that grow while it dies quickly.
 *
 * <p>It is never given up: what keeps it from living, such as a full disk, may be over tomorrow.
 */
public final class Supervised implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);

    private final String name;
    private final Callable<ChildJvm> start;
    private final RestartPolicy policy;
    private final InstantSource clock;
    private final CompletableFuture<Integer> firstDeath = new CompletableFuture<>();
    private final CompletableFuture<String> keepsDying = new CompletableFuture<>();
    private final ScheduledExecutorService restarts;

    // Guarded by this.
    private ChildJvm child;
    private Instant startedAt;
    private int quickDeaths;
    private boolean isClosing;
    private Consumer<String> news = death -> {};

    private Supervised(
            String name, Callable<ChildJvm> start, ChildJvm child, RestartPolicy policy, InstantSource clock) {
        this.name = name;
        this.start = start;
        this.child = child;
        this.policy = policy;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.restarts = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("restarts-of-" + name).factory());
    }

    /** Starts the child for the first time on the caller's thread, so that it hears of a start that fails. */
    public static Supervised start(String name, Callable<ChildJvm> start, RestartPolicy policy, InstantSource clock)
            throws Exception {
        var supervised = new Supervised(name, start, start.call(), policy, clock);
        supervised.watch(supervised.child);
        return supervised;
    }

    /** Completes with what to say once the child has died quickly many times in a row; it is started again even then. */
    public CompletableFuture<String> keepsDying() {
        return keepsDying;
    }

    /** Passes a line about each death from now on. */
    public synchronized void reportTo(Consumer<String> listener) {
        news = listener;
    }

    public synchronized long pid() {
        return child.pid();
    }

    /** Waits for the first end that nobody asked for; says whether it came in time. */
    public boolean awaitDeath(Duration time) throws InterruptedException {
        try {
            firstDeath.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed with an exception", e);
        }
    }

    /** Ends the child as it stands; it is started again like one that died. */
    synchronized void kill() {
        child.kill();
    }

    /** Asks the child to end and waits; says whether it ended by itself in that time. */
    public boolean stop(Duration grace) throws InterruptedException {
        var last = closing();
        restarts.shutdownNow();
        return last.stop(grace);
    }

    @Override
    public void close() {
        var last = closing();
        restarts.shutdownNow();
        last.close();
    }

    private synchronized ChildJvm closing() {
        isClosing = true;
        return child;
    }

    private void watch(ChildJvm watched) {
        watched.onExit().thenAccept(this::ended);
    }

    private synchronized void ended(int status) {
        if (!isClosing) {
            firstDeath.complete(status);
            died("ended with status " + status);
        }
    }

    /** Called with this locked. */
    private void died(String how) {
        quickDeaths = policy.quickDeaths(quickDeaths, Duration.between(startedAt, clock.instant()));
        if (policy.areMany(quickDeaths)) {
            keepsDying.complete(
                    "the %s died %d times in a row soon after its start, last it %s".formatted(name, quickDeaths, how));
        }
        var pause = policy.pause(quickDeaths);
        news.accept("the %s %s; it is started again in %s".formatted(name, how, words(pause)));
        LOG.atWarn()
                .addKeyValue("process", name)
                .addKeyValue("death", how)
                .addKeyValue("pause", pause)
                .log("process ended and is started again");
        restarts.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restart() {
        try {
            var next = start.call();
            if (!replace(next)) {
                next.close();
            }
        } catch (Exception e) { // whatever keeps it from starting may be over at the next try
            LOG.atWarn().addKeyValue("process", name).setCause(e).log("process did not start");
            didNotStart(e);
        }
    }

    private synchronized void didNotStart(Exception reason) {
        if (!isClosing) {
            startedAt = clock.instant();
            died("did not start (%s)".formatted(reason.getMessage()));
        }
    }

    private static String words(Duration pause) {
        return String.format(Locale.ROOT, "%.1f s", pause.toMillis() / 1e3);
    }

    /** Whether the new child is wanted. */
    private synchronized boolean replace(ChildJvm next) {
        if (isClosing) {
            return false;
        }
        child = next;
        startedAt = clock.instant();
        watch(next);
        return true;
    }
}
