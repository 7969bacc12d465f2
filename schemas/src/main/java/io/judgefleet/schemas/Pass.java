package io.judgefleet.schemas;

import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.PresentationOrder;
import io.judgefleet.metrics.ScoreDistribution;
import java.util.Optional;

/**
 * One judgement of a comparison in one presentation order; scores stand in the order in which the judge saw the answers.
 *
 * @param completion what the judge wrote, cut at the first newline unless reasons were asked for
 * @param truncatedTokens how many tokens of the answers did not fit into the window
 */
public record Pass(
        PresentationOrder order,
        PassOutcome outcome,
        String completion,
        Optional<ScoreDistribution> distribution,
        int promptTokens,
        int completionTokens,
        int truncatedTokens) {}
