package io.judgefleet.judgement;

import java.util.List;
import java.util.Optional;

/**
 * One judgement of a comparison in one presentation order; scores stand in the order in which the judge saw the answers.
 *
 * @param completion what the judge wrote, cut at the first newline unless reasons were asked for
 * @param truncatedTokens how many tokens of the answers did not fit into the window
 * @param answers with more than two answers what each was given, in their original order; else empty
 */
public record Pass(
        PresentationOrder order,
        PassOutcome outcome,
        String completion,
        Optional<ScoreDistribution> distribution,
        int promptTokens,
        int completionTokens,
        int truncatedTokens,
        List<AnswerScore> answers) {
    public Pass {
        answers = List.copyOf(answers);
        Require.notNegative(promptTokens, "prompt tokens");
        Require.notNegative(completionTokens, "completion tokens");
        Require.notNegative(truncatedTokens, "truncated tokens");
    }

    /** A pass that compares two answers. */
    public Pass(
            PresentationOrder order,
            PassOutcome outcome,
            String completion,
            Optional<ScoreDistribution> distribution,
            int promptTokens,
            int completionTokens,
            int truncatedTokens) {
        this(order, outcome, completion, distribution, promptTokens, completionTokens, truncatedTokens, List.of());
    }

    /** The passes of one comparison together, at least one, with the expected scores where they are known. */
    public static SwappedPair pair(List<Pass> passes) {
        var pair = SwappedPair.asked(passes.stream().map(Pass::order).toList());
        for (var pass : passes) {
            pair = pair.with(pass.order, pass.outcome, pass.distribution.orElse(null));
        }
        return pair;
    }
}
