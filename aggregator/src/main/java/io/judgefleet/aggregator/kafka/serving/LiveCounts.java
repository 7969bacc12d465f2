package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Counts of a running stream: whole, or not at all. */
public final class LiveCounts implements Counts {
    private final LiveStores stores;
    private final Counts counts;

    public LiveCounts(LiveStores stores, Counts counts) {
        this.stores = stores;
        this.counts = counts;
    }

    @Override
    public IntakeTally intake() {
        return whole(counts::intake);
    }

    @Override
    public Map<Slice, SliceTally> slices(Window window, Instant now) {
        return whole(() -> counts.slices(window, now));
    }

    @Override
    public Map<Slice, VoteTally> votes(Window window, Instant now) {
        return whole(() -> counts.votes(window, now));
    }

    @Override
    public Map<Slice, ScoreHistogram> canaries() {
        return whole(counts::canaries);
    }

    @Override
    public Map<Slice, RepetitionTally> repetitions() {
        return whole(counts::repetitions);
    }

    @Override
    public void addLooks(CovariateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        whole(() -> {
            counts.addLooks(sums, window, now, isWanted);
            return sums;
        });
    }

    @Override
    public void addReplicates(ReplicateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        whole(() -> {
            counts.addReplicates(sums, window, now, isWanted);
            return sums;
        });
    }

    @Override
    public Optional<AnsweredRequest> answered(String requestId, Instant now) {
        return whole(() -> counts.answered(requestId, now));
    }

    /** A partition may leave while its rows are read; then the sum is of a part. */
    private <T> T whole(Supplier<T> reading) {
        try {
            var sum = reading.get();
            stores.requireRunning();
            return sum;
        } catch (InvalidStateStoreException e) {
            throw new CountsUnavailableException("counts moved while they were read", e);
        }
    }
}
