package io.judgefleet.aggregator;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.ledger.Contribution;
import io.judgefleet.aggregator.ledger.Repetition;
import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.LabelConsensus;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.comparisons.Label;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import io.judgefleet.schemas.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts without a stream: recounted from verdicts and labels whenever they are asked for. */
public final class RecountedCounts implements Counts {
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private boolean available = true;

    public void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    public List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    public void add(Label label) {
        labels.add(label);
    }

    public void becomeUnavailable() {
        available = false;
    }

    @Override
    public IntakeTally intake() {
        requireAvailable();
        var intake = IntakeTally.empty();
        for (var ignored : verdicts) {
            intake = intake.plus(IntakeTally.Kind.VERDICT_COUNTED).plus(IntakeTally.Kind.COMPARISON_JUDGED);
        }
        for (var ignored : labels) {
            intake = intake.plus(IntakeTally.Kind.LABEL_COUNTED).plus(IntakeTally.Kind.COMPARISON_LABELLED);
        }
        return intake;
    }

    @Override
    public Map<Slice, SliceTally> slices(Window window, Instant now) {
        requireAvailable();
        return new Recount(verdicts, labels).slices(window, now);
    }

    @Override
    public Map<Slice, VoteTally> votes(Window window, Instant now) {
        requireAvailable();
        var sums = new HashMap<Slice, VoteTally>();
        counted().addVotes(sums, window.panes(now));
        return sums;
    }

    @Override
    public Map<Slice, ScoreHistogram> canaries() {
        requireAvailable();
        return counted().canaries();
    }

    @Override
    public Map<Slice, RepetitionTally> repetitions() {
        requireAvailable();
        var counts = new PartitionCounts(false);
        verdicts.stream()
                .collect(Collectors.groupingBy(verdict -> verdict.subject().comparisonId()))
                .values()
                .forEach(judged -> counts.changeRepetitions(
                        List.of(),
                        Repetition.of(judged.stream()
                                .map(verdict -> CountedVerdict.of(verdict, verdict.judgedAt()))
                                .toList())));
        return counts.repetitions();
    }

    @Override
    public void addLooks(CovariateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        requireAvailable();
        counted().addTo(sums, window.panes(now), isWanted);
    }

    @Override
    public void addReplicates(ReplicateSums sums, Window window, Instant now, Predicate<Slice> isWanted) {
        requireAvailable();
        counted().addTo(sums, window.panes(now), isWanted);
    }

    @Override
    public Optional<AnsweredRequest> answered(String requestId, Instant now) {
        requireAvailable();
        return verdicts.stream()
                .filter(verdict -> verdict.origin().requestId().value().equals(requestId))
                .findFirst()
                .map(verdict ->
                        new AnsweredRequest(verdict.id().value(), verdict.judgeFingerprint(), verdict.judgedAt()));
    }

    private PartitionCounts counted() {
        var counts = new PartitionCounts(true);
        var votes = labels.stream()
                .collect(Collectors.groupingBy(
                        Label::comparisonId, Collectors.mapping(CountedLabel::of, Collectors.toList())));
        verdicts.forEach(verdict -> counts.change(
                List.of(),
                List.of(Contribution.of(
                        CountedVerdict.of(verdict, verdict.judgedAt()),
                        new LabelConsensus.Unlabelled(),
                        LabelConsensus.votes(
                                votes.getOrDefault(verdict.subject().comparisonId(), List.of())))),
                verdict.judgedAt()));
        return counts;
    }

    private void requireAvailable() {
        if (!available) {
            throw new CountsUnavailableException("counts are being restored");
        }
    }
}
