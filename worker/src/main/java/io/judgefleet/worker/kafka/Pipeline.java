package io.judgefleet.worker.kafka;

import io.judgefleet.worker.engine.CrashMarker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moving parts of a worker, as one: records in, a judge in the middle, verdicts and dead letters out. */
public final class Pipeline implements AutoCloseable {
    private static final Duration LEAVE_TIME = Duration.ofSeconds(5);

    private final List<Reader> readers;
    private final Codecs codecs;
    private final CrashMarker marker;
    private final ClockGuard clock;

    /**
     * A pipeline that is not yet started.
     *
     * @param readers at least one
     * @param codecs of the readers; closed with the pipeline
     * @param marker of the readers; closed by the caller
     */
    public Pipeline(List<? extends Reader> readers, Codecs codecs, CrashMarker marker, InstantSource clock) {
        if (readers.isEmpty()) {
            throw new IllegalArgumentException("expected at least one reader, found none");
        }
        this.readers = List.copyOf(readers);
        this.codecs = codecs;
        this.marker = marker;
        this.clock = new ClockGuard(new ClockWatch(clock), this::fail);
    }

    /** Starts the readers; a fault of one, or of the clock, ends all of them. */
    public void start() {
        clock.start();
        for (var reader : readers) {
            reader.ended().whenComplete((isDrained, fault) -> {
                if (fault != null) {
                    failOthers(reader, fault);
                }
            });
            reader.start(this::fail);
        }
    }

    /** The latest pictures of the readers, summed up; readable from any thread. */
    public LoopState state() {
        return readers.stream().map(Reader::state).reduce(LoopState::plus).orElseThrow();
    }

    /** The longest time that an engine has been at its batch, if one is. */
    public Optional<Duration> inferring() {
        return readers.stream().flatMap(reader -> reader.inferring().stream()).max(Comparator.naturalOrder());
    }

    /** The longest time for which a reader could publish nothing of what waits for it. */
    public Duration stalled() {
        return readers.stream()
                .map(Reader::stalled)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Whether the threads of all engines have ended. */
    public boolean isIdle() {
        return readers.stream().allMatch(Reader::isIdle);
    }

    /** Completes when every reader is a member of its group, or with a fault that prevented it. */
    public CompletableFuture<Void> joined() {
        return CompletableFuture.allOf(readers.stream().map(Reader::joined).toArray(CompletableFuture[]::new));
    }

    /** Completes when all readers have ended, with whether nothing was left in flight, or with a fault that ended them. */
    public CompletableFuture<Boolean> ended() {
        return readers.stream()
                .map(Reader::ended)
                .reduce((one, other) -> one.thenCombine(other, Boolean::logicalAnd))
                .orElseThrow();
    }

    /** Admits nothing more, finishes what is in flight and leaves the groups; answers whether that was done in time. */
    public boolean drain(Duration grace) throws InterruptedException {
        readers.forEach(Reader::drain);
        try {
            return ended().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Ends at once; what is in flight stays with the broker. */
    @Override
    public void close() {
        clock.close();
        if (!stop()) {
            marker.retire();
        }
        codecs.close();
    }

    /** Answers whether all engines have ended. */
    private boolean stop() {
        try {
            boolean hasStopped = true;
            for (var reader : readers) {
                hasStopped &= reader.stop(LEAVE_TIME);
            }
            return hasStopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fail(Throwable fault) {
        readers.forEach(reader -> reader.fail(fault));
    }

    private void failOthers(Reader failed, Throwable fault) {
        readers.stream().filter(reader -> reader != failed).forEach(reader -> reader.fail(fault));
    }
}
