package io.judgefleet.aggregator.counts;

import io.judgefleet.aggregator.ledger.Contribution;
import io.judgefleet.aggregator.slice.AnswerCovariates;
import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.LongCounter;
import io.judgefleet.aggregator.slice.OutcomeCode;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.ScoredOutcome;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.judgement.Preference;
import io.judgefleet.metrics.rating.ModelPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is counted in a pane of a partition, by the numbers that its slices have there.
 *
 * @param codes by slice
 * @param votes of annotators, by slice, outcome code of the verdict and preference
 * @param lengths of answers, with outcomes, by slice
 * @param styles of answers, likewise
 * @param questions of verdicts, by slice and outcome code; empty where no bootstrap is wanted
 */
public record PaneCounts(
        LongCounter codes, LongCounter votes, LongCounter lengths, LongCounter styles, LongCounter questions) {
    /** So many questions a partition can tell apart. */
    static final int QUESTIONS = 1 << 24;

    private static final int VOTES = Preference.CODES.width();
    private static final int LENGTHS = 1 << 16;
    private static final int STYLES = 1 << 24;

    static PaneCounts empty() {
        return new PaneCounts(
                new LongCounter(), new LongCounter(), new LongCounter(), new LongCounter(), new LongCounter());
    }

    PaneCounts copy() {
        return new PaneCounts(codes.copy(), votes.copy(), lengths.copy(), styles.copy(), questions.copy());
    }

    void add(int slice, Contribution contribution, int count) {
        var code = contribution.code();
        var number = (long) slice * OutcomeCode.COUNT + code.bits();
        codes.add(number, count);
        for (var vote : Preference.values()) {
            var votesFor = contribution.votes().count(vote);
            if (votesFor > 0) {
                votes.add(number * VOTES + vote.code(), Math.toIntExact(votesFor * count));
            }
        }
        var covariates = contribution.covariates();
        if (!covariates.equals(AnswerCovariates.NONE)) {
            code.outcome().ifPresent(outcome -> {
                add(lengths, slice, LENGTHS, covariates.lengths(), outcome, count);
                add(styles, slice, STYLES, covariates.style(), outcome, count);
            });
        }
    }

    /** Adds the votes, by slices in the order of their numbers. */
    void addVotes(Map<Slice, VoteTally> sums, List<Slice> slices) {
        votes.forEach((number, count) -> {
            if (count != 0) {
                var code = number / VOTES;
                var tally = VoteTally.of(
                        new OutcomeCode((int) (code % OutcomeCode.COUNT)),
                        Preference.CODES.of((int) (number % VOTES)),
                        count);
                sums.merge(slices.get((int) (code / OutcomeCode.COUNT)), tally, VoteTally::merge);
            }
        });
    }

    /** @param question its number among the partition's */
    void addQuestion(int slice, int question, OutcomeCode code, int count) {
        questions.add(((long) slice * OutcomeCode.COUNT + code.bits()) * QUESTIONS + question, count);
    }

    /**
     * Adds what the bootstrap needs.
     *
     * @param rows of slices by their numbers; the others are not wanted
     * @param seeds of questions by their numbers
     */
    void addTo(ReplicateSums sums, List<Optional<ReplicateSums.Rows>> rows, List<Long> seeds) {
        questions.forEach((number, count) -> {
            if (count != 0) {
                var code = number / QUESTIONS;
                rows.get((int) (code / OutcomeCode.COUNT))
                        .ifPresent(slice -> sums.add(
                                slice, (int) (code % OutcomeCode.COUNT), seeds.get((int) (number % QUESTIONS)), count));
            }
        });
    }

    /** @param pairs of slices by their numbers; the others are not wanted */
    void addTo(CovariateSums sums, List<Optional<ModelPair>> pairs) {
        lengths.forEach((number, count) -> pair(pairs, number, LENGTHS, count)
                .ifPresent(pair -> sums.addLengths(pair, code(number, LENGTHS), outcome(number), count)));
        styles.forEach((number, count) -> pair(pairs, number, STYLES, count)
                .ifPresent(pair -> sums.addStyle(pair, code(number, STYLES), outcome(number), count)));
    }

    private static void add(LongCounter table, int slice, int codes, int code, ScoredOutcome outcome, int count) {
        if (code != AnswerCovariates.UNKNOWN) {
            table.add(((long) slice * codes + code) * ScoredOutcome.COUNT + outcome.code(), count);
        }
    }

    private static Optional<ModelPair> pair(List<Optional<ModelPair>> pairs, long number, int codes, int count) {
        return count == 0 ? Optional.empty() : pairs.get((int) (number / ScoredOutcome.COUNT / codes));
    }

    private static int code(long number, int codes) {
        return (int) (number / ScoredOutcome.COUNT % codes);
    }

    private static ScoredOutcome outcome(long number) {
        return new ScoredOutcome((int) (number % ScoredOutcome.COUNT));
    }
}
