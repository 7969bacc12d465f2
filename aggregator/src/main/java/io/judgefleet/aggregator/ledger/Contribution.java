package io.judgefleet.aggregator.ledger;

import io.judgefleet.aggregator.slice.AnswerCovariates;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.LabelConsensus;
import io.judgefleet.aggregator.slice.OutcomeCode;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.agreement.Votes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one verdict, seen with the labels of its comparison, adds to which slice at which time.
 *
 * @param votes of the annotators, of whom the outcome code knows the majority
 * @param question the seed of its bootstrap weights
 * @param scores of a canary's passes, whose distribution is watched; empty for all other verdicts
 */
public record Contribution(
        Slice slice,
        Instant time,
        long question,
        OutcomeCode code,
        Votes votes,
        AnswerCovariates covariates,
        List<Double> scores) {
    public static Contribution of(CountedVerdict verdict, LabelConsensus consensus, Votes votes) {
        var content = verdict.content();
        var slice = content.slice();
        var isLabelled = comparesTwo(slice);
        return new Contribution(
                slice,
                verdict.time(),
                content.question(),
                OutcomeCode.of(content, isLabelled ? consensus : new LabelConsensus.Unlabelled()),
                isLabelled ? votes : Votes.empty(),
                content.covariates(),
                slice.canaryRound().isPresent() ? scores(slice.mode(), content.passes()) : List.of());
    }

    /**
     * Whether the judge preferred one of two answers, as labels do: not where it saw more of them, nor where its preference is
     * between an answer and the reference.
     */
    private static boolean comparesTwo(Slice slice) {
        return switch (slice.mode()) {
            case PAIR, CHAT -> true;
            case SINGLE, MULTIMODAL -> slice.models().size() == 2;
            case MULTI -> false;
        };
    }

    /** What the judge gave: no score that its prompt had pinned. */
    private static List<Double> scores(JudgingMode mode, SwappedPair passes) {
        return Stream.of(passes.original(), passes.swapped())
                .flatMap(Optional::stream)
                .flatMap(pass -> pass.scorePair().stream())
                .flatMap(shown ->
                        mode.pinsFirstScore() ? Stream.of(shown.second()) : Stream.of(shown.first(), shown.second()))
                .toList();
    }
}
