package io.judgefleet.aggregator.counts;

import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts that are read from the stores once for all who ask within a moment, as a dashboard does. */
public final class RecentCounts implements Counts {
    /** What is shown may be this old. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** What was read, and after which records: the same word means that nothing was counted since. */
    private record Snapshot(
            Instant readAt,
            Pane lastPane,
            IntakeTally intake,
            Map<Slice, SliceTally> slices,
            Map<Slice, VoteTally> votes) {}

    private final Counts counts;
    private final Map<Window, Snapshot> snapshots = new EnumMap<>(Window.class);

    public RecentCounts(Counts counts) {
        this.counts = counts;
    }

    @Override
    public IntakeTally intake() {
        return counts.intake();
    }

    @Override
    public Map<Slice, SliceTally> slices(Window window, Instant now) {
        return snapshot(window, now).slices;
    }

    @Override
    public Map<Slice, VoteTally> votes(Window window, Instant now) {
        return snapshot(window, now).votes;
    }

    private synchronized Snapshot snapshot(Window window, Instant now) {
        var known = snapshots.get(window);
        if (known != null && known.readAt.equals(now)) {
            return known; // also where counts can no longer be read
        }
        // Read first, so that records counted meanwhile make the next one read again; it also says whether reading is
        // possible.
        var intake = counts.intake();
        var pane = window.bucketSize().paneAt(now);
        if (known != null && known.lastPane.equals(pane) && known.intake.equals(intake) && isRecent(known, now)) {
            return known;
        }
        // Not Map.copyOf: it probes linearly, and hashes of slices, whose names differ in a digit, lie side by side.
        var slices = Collections.unmodifiableMap(counts.slices(window, now));
        var votes = Collections.unmodifiableMap(counts.votes(window, now));
        var read = new Snapshot(now, pane, intake, slices, votes);
        snapshots.put(window, read);
        return read;
    }

    @Override
    public Map<Slice, ScoreHistogram> canaries() {
        return counts.canaries();
    }

    @Override
    public Map<Slice, RepetitionTally> repetitions() {
        return counts.repetitions();
    }

    @Override
    public void addLooks(CovariateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        counts.addLooks(sums, window, now, isWanted);
    }

    @Override
    public void addReplicates(ReplicateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        counts.addReplicates(sums, window, now, isWanted);
    }

    @Override
    public Optional<AnsweredRequest> answered(String requestId, Instant now) {
        return counts.answered(requestId, now);
    }

    @Override
    public synchronized Instant lastReadable(Window window, Instant now) {
        try {
            slices(window, now);
            return now;
        } catch (CountsUnavailableException e) {
            return Optional.ofNullable(snapshots.get(window))
                    .map(Snapshot::readAt)
                    .orElseThrow(() -> e);
        }
    }

    /** A record is in the intake a moment before it is in the slices. */
    private static boolean isRecent(Snapshot snapshot, Instant now) {
        return Duration.between(snapshot.readAt, now).abs().compareTo(MOMENT) < 0;
    }
}
