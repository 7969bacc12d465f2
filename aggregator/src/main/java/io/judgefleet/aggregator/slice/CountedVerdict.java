package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.statistics.PoissonWeights;
import io.judgefleet.schemas.Verdict;
import java.time.Instant;
import java.util.Comparator;

/**
 * What is remembered of a verdict.
 *
 * @param content all that is counted
 * @param judgedAt by the worker's clock; the later verdict of the same id replaces the earlier one
 * @param time that says in which panes it counts
 */
public record CountedVerdict(Content content, Instant judgedAt, Instant time) {
    /**
     * What a verdict adds to the counts.
     *
     * @param passes without expected scores, of which only the next is counted
     * @param question the seed of its bootstrap weights ({@link PoissonWeights#seed}); verdicts on one question have the same
     * @param byScores who leads in the mean scores of both passes ({@link Resolution#SCORE_MEAN}), a pass without scores as a tie
     */
    public record Content(
            Slice slice,
            long question,
            boolean higherModelFirst,
            SwappedPair passes,
            Preference byScores,
            AnswerCovariates covariates) {}

    // Which of two verdicts stays must not depend on which came first; the text only decides between equal times.
    private static final Comparator<CountedVerdict> NEWER = Comparator.comparing(CountedVerdict::judgedAt)
            .thenComparing(verdict -> verdict.content().toString())
            .thenComparing(CountedVerdict::time, Comparator.reverseOrder());

    public static CountedVerdict of(Verdict verdict, Instant time) {
        var slice = Slice.of(verdict);
        var models = verdict.subject().modelIds();
        var higherFirst = slice.models().size() == 2
                && models.getFirst().equals(slice.models().getLast());
        var passes = verdict.pair();
        var covariates =
                slice.pair().isPresent() ? AnswerCovariates.of(verdict.subject(), higherFirst) : AnswerCovariates.NONE;
        var content = new Content(
                slice,
                PoissonWeights.seed(verdict.subject().questionId()),
                higherFirst,
                Passes.of(passes),
                Passes.byScores(passes),
                covariates);
        return new CountedVerdict(content, verdict.judgedAt(), time);
    }

    /** Whether this one stays where both have the same id. */
    public boolean replaces(CountedVerdict other) {
        return NEWER.compare(this, other) > 0;
    }
}
