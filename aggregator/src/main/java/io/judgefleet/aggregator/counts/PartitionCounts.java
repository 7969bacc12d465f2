package io.judgefleet.aggregator.counts;

import io.judgefleet.aggregator.ledger.Contribution;
import io.judgefleet.aggregator.ledger.Repetition;
import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.OutcomeCode;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceSums;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.metrics.agreement.Repeats;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.schemas.JudgeVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The counts of one partition, in memory: what its ledgers add up to, in panes. Whoever holds the ledgers can make them again.
 *
 * <p>Slices have numbers here, so that a verdict costs one occurrence in each pane. Thread-safe: the stream writes, everybody
 * reads.
 */
public final class PartitionCounts {
    private final Map<Slice, Integer> numbers = new HashMap<>();
    private final List<Slice> slices = new ArrayList<>();
    private final Map<Long, Integer> questionNumbers = new HashMap<>();
    private final List<Long> questions = new ArrayList<>();
    private final boolean byQuestion;
    private final Map<Pane, PaneCounts> panes = new HashMap<>();
    private final Map<Slice, SliceTally> archive = new HashMap<>();
    private final Map<Slice, ScoreHistogram> canaries = new HashMap<>();
    private final Map<Slice, RepetitionTally> repetitions = new HashMap<>();

    /**
     * The counts of some panes, as they travel to another process.
     *
     * @param slices by their numbers
     * @param questions seeds of their weights, by their numbers
     * @param archive what was counted of verdicts that no ledger remembers; empty unless all time is among the panes
     */
    public record Part(
            List<Slice> slices,
            List<Long> questions,
            Map<Pane, PaneCounts> panes,
            Map<Slice, SliceTally> archive,
            Map<Slice, ScoreHistogram> canaries,
            Map<Slice, RepetitionTally> repetitions) {}

    /** @param byQuestion whether questions are told apart, as the bootstrap needs it */
    public PartitionCounts(boolean byQuestion) {
        this.byQuestion = byQuestion;
    }

    /** The counts of another process's partition, as far as they were asked for. */
    public static PartitionCounts of(Part part) {
        var counts = new PartitionCounts(true);
        part.slices().forEach(counts::number);
        part.questions().forEach(counts::question);
        counts.panes.putAll(part.panes());
        counts.archive.putAll(part.archive());
        counts.canaries.putAll(part.canaries());
        counts.repetitions.putAll(part.repetitions());
        return counts;
    }

    /** A copy of what these panes hold. */
    public synchronized Part part(Collection<Pane> wanted) {
        var kept = new HashMap<Pane, PaneCounts>();
        wanted.forEach(pane -> Optional.ofNullable(panes.get(pane)).ifPresent(counts -> kept.put(pane, counts.copy())));
        var isAllTime = wanted.stream().anyMatch(pane -> pane.bucketSize() == BucketSize.ALL);
        return new Part(
                List.copyOf(slices),
                List.copyOf(questions),
                kept,
                isAllTime ? Map.copyOf(archive) : Map.of(),
                Map.copyOf(canaries),
                Map.copyOf(repetitions));
    }

    /** Moves the counts from what a ledger added before to what it adds now; time says which panes are kept. */
    public synchronized void change(List<Contribution> before, List<Contribution> after, Instant now) {
        without(before, after).forEach(contribution -> add(contribution, -1, now));
        without(after, before).forEach(contribution -> add(contribution, 1, now));
    }

    /** Moves the counts of a ledger's repetitions, likewise. */
    public synchronized void changeRepetitions(List<Repetition> before, List<Repetition> after) {
        before.forEach(item -> repeat(item, RepetitionTally::minus));
        after.forEach(item -> repeat(item, RepetitionTally::plus));
    }

    /** Adds how wins go with looks in these panes and in the slices that are wanted. */
    public synchronized void addTo(CovariateSums sums, Collection<Pane> wanted, Predicate<Slice> isWanted) {
        var pairs = slices.stream()
                .map(slice -> isWanted.test(slice) ? slice.pair() : Optional.<ModelPair>empty())
                .toList();
        for (var pane : wanted) {
            Optional.ofNullable(panes.get(pane)).ifPresent(counts -> counts.addTo(sums, pairs));
        }
    }

    /** Adds what the bootstrap needs of these panes and of the slices that are wanted. */
    public synchronized void addTo(ReplicateSums sums, Collection<Pane> wanted, Predicate<Slice> isWanted) {
        var rows = slices.stream()
                .map(slice ->
                        isWanted.test(slice) ? Optional.of(sums.rows(slice)) : Optional.<ReplicateSums.Rows>empty())
                .toList();
        for (var pane : wanted) {
            Optional.ofNullable(panes.get(pane)).ifPresent(counts -> counts.addTo(sums, rows, questions));
        }
    }

    /** Adds what was counted of verdicts that no ledger remembers. */
    public synchronized void addArchived(Slice slice, SliceTally tally) {
        number(slice); // so that its judge is known
        archive.merge(slice, tally, SliceTally::merge);
    }

    /** Forgets panes of which no window is made any more. */
    public synchronized void forgetOldPanes(Instant now) {
        panes.keySet().removeIf(pane -> !pane.isKept(now));
    }

    /** Adds the counts of these panes to those of other partitions. */
    public synchronized void addTo(SliceSums sums, Collection<Pane> wanted) {
        var cells = sums.cells(slices);
        for (var pane : wanted) {
            Optional.ofNullable(panes.get(pane))
                    .ifPresent(counts -> counts.codes()
                            .forEach((number, count) -> sums.add(
                                    cells,
                                    (int) (number / OutcomeCode.COUNT),
                                    (int) (number % OutcomeCode.COUNT),
                                    count)));
            if (pane.bucketSize() == BucketSize.ALL) {
                archive.forEach(sums::add);
            }
        }
    }

    /** Adds the annotators' votes on comparisons in these panes, as long as ledgers remember the verdicts. */
    public synchronized void addVotes(Map<Slice, VoteTally> sums, Collection<Pane> wanted) {
        for (var pane : wanted) {
            Optional.ofNullable(panes.get(pane)).ifPresent(counts -> counts.addVotes(sums, slices));
        }
    }

    /** The scores of every round of canaries, as long as ledgers remember them. */
    public synchronized Map<Slice, ScoreHistogram> canaries() {
        return Map.copyOf(canaries);
    }

    /** What judges said who were asked to repeat themselves, as long as ledgers remember it. */
    public synchronized Map<Slice, RepetitionTally> repetitions() {
        return Map.copyOf(repetitions);
    }

    /** Every judge under each of its names. */
    public synchronized Set<JudgeVersion> judges() {
        return slices.stream().map(Slice::judge).collect(Collectors.toSet());
    }

    /** How many panes are kept. */
    public synchronized int panes() {
        return panes.size();
    }

    private void add(Contribution contribution, int count, Instant now) {
        var number = number(contribution.slice());
        var question = byQuestion ? question(contribution.question()) : 0;
        for (var pane : Pane.at(contribution.time(), now)) {
            var counts = panes.computeIfAbsent(pane, any -> PaneCounts.empty());
            counts.add(number, contribution, count);
            if (byQuestion) {
                counts.addQuestion(number, question, contribution.code(), count);
            }
        }
        if (!contribution.scores().isEmpty()) {
            watch(contribution, count);
        }
    }

    private void repeat(Repetition item, BiFunction<RepetitionTally, Repeats, RepetitionTally> change) {
        var tally = change.apply(repetitions.getOrDefault(item.slice(), RepetitionTally.empty()), item.repeats());
        if (tally.items().isEmpty()) {
            repetitions.remove(item.slice());
        } else {
            repetitions.put(item.slice(), tally);
        }
    }

    private void watch(Contribution canary, int count) {
        var histogram = canaries.getOrDefault(canary.slice(), ScoreHistogram.empty());
        for (var score : canary.scores()) {
            histogram = count > 0 ? histogram.plus(score) : histogram.minus(score);
        }
        if (histogram.n() == 0) {
            canaries.remove(canary.slice());
        } else {
            canaries.put(canary.slice(), histogram);
        }
    }

    /** What the other side does not have as often. */
    private static List<Contribution> without(List<Contribution> side, List<Contribution> other) {
        if (other.isEmpty()) {
            return side;
        }
        var rest = new ArrayList<>(side);
        other.forEach(rest::remove);
        return rest;
    }

    private int number(Slice slice) {
        return numbers.computeIfAbsent(slice, any -> {
            slices.add(slice);
            return slices.size() - 1;
        });
    }

    private int question(long seed) {
        return questionNumbers.computeIfAbsent(seed, any -> {
            if (questions.size() == PaneCounts.QUESTIONS) {
                throw new IllegalStateException("expected at most %d questions in a partition with a bootstrap"
                        .formatted(PaneCounts.QUESTIONS));
            }
            questions.add(seed);
            return questions.size() - 1;
        });
    }
}
