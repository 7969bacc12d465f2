package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.JudgeNames;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceSums;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts added up over all partitions, wherever they are. */
public final class StoreCounts implements Counts {
    private final Partitions partitions;

    public StoreCounts(Partitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public IntakeTally intake() {
        return partitions.intake();
    }

    @Override
    public Map<Slice, SliceTally> slices(Window window, Instant now) {
        var panes = window.panes(now);
        var sums = new SliceSums();
        var holding = partitions.holding(panes);
        holding.forEach(counts -> counts.addTo(sums, panes));
        return JudgeNames.of(holding).named(sums.tallies(), SliceTally::merge);
    }

    @Override
    public Map<Slice, VoteTally> votes(Window window, Instant now) {
        var panes = window.panes(now);
        var sums = new HashMap<Slice, VoteTally>();
        var holding = partitions.holding(panes);
        holding.forEach(counts -> counts.addVotes(sums, panes));
        return JudgeNames.of(holding).named(sums, VoteTally::merge);
    }

    @Override
    public Map<Slice, ScoreHistogram> canaries() {
        var sums = new HashMap<Slice, ScoreHistogram>();
        var holding = partitions.holding(List.of());
        holding.forEach(counts ->
                counts.canaries().forEach((slice, histogram) -> sums.merge(slice, histogram, ScoreHistogram::merge)));
        return JudgeNames.of(holding).named(sums, ScoreHistogram::merge);
    }

    @Override
    public Map<Slice, RepetitionTally> repetitions() {
        var sums = new HashMap<Slice, RepetitionTally>();
        var holding = partitions.holding(List.of());
        holding.forEach(counts ->
                counts.repetitions().forEach((slice, tally) -> sums.merge(slice, tally, RepetitionTally::merge)));
        return JudgeNames.of(holding).named(sums, RepetitionTally::merge);
    }

    @Override
    public void addLooks(CovariateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        var panes = window.panes(now);
        var holding = partitions.holding(panes);
        var names = JudgeNames.of(holding);
        holding.forEach(counts -> counts.addTo(sums, panes, slice -> isWanted.test(names.named(slice))));
    }

    @Override
    public void addReplicates(ReplicateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        var panes = window.panes(now);
        var holding = partitions.holding(panes);
        var names = JudgeNames.of(holding);
        holding.forEach(counts -> counts.addTo(sums, panes, slice -> isWanted.test(names.named(slice))));
    }

    @Override
    public Optional<AnsweredRequest> answered(String requestId, Instant now) {
        return partitions.answered(requestId, now);
    }
}
