package io.judgefleet.judgelm;

import io.judgefleet.judgement.AnswerScore;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScoreDistribution;
import io.judgefleet.judgement.SwappedPair;
import java.util.List;
import java.util.Optional;

/**
 * What a judge wrote in one presentation order; scores stand in the order in which it saw the answers.
 *
 * @param outcome with more than two answers it has the scores of the first two
 * @param distribution what the logits say of two answers; with more there is none
 * @param answers with more than two answers the score of each; else, or where the judge wrote no scores, empty
 */
public record JudgedPass(
        PresentationOrder order,
        PassOutcome outcome,
        String completion,
        Optional<ScoreDistribution> distribution,
        List<AnswerScore> answers,
        int promptTokens,
        int completionTokens,
        int truncatedTokens) {
    public JudgedPass {
        answers = List.copyOf(answers);
    }

    /** A pass that compares two answers. */
    public JudgedPass(
            PresentationOrder order,
            PassOutcome outcome,
            String completion,
            Optional<ScoreDistribution> distribution,
            int promptTokens,
            int completionTokens,
            int truncatedTokens) {
        this(order, outcome, completion, distribution, List.of(), promptTokens, completionTokens, truncatedTokens);
    }

    /**
     * This pass, if the engine did not fail on it.
     *
     * @throws NonFiniteLogitsException if it did
     */
    public JudgedPass unfailed() {
        if (outcome instanceof PassOutcome.Failed(var reason)) {
            throw new NonFiniteLogitsException(reason);
        }
        return this;
    }

    /** What these passes, of which there is one at least, say together, with the expected scores where they are known. */
    public static SwappedPair pair(List<JudgedPass> passes) {
        var pair = SwappedPair.asked(passes.stream().map(JudgedPass::order).toList());
        for (var pass : passes) {
            pair = pair.with(pass.order, pass.outcome, pass.distribution.orElse(null));
        }
        return pair;
    }
}
