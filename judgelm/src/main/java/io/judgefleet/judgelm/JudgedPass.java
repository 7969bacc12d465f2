package io.judgefleet.judgelm;

import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.PresentationOrder;
import io.judgefleet.metrics.ScoreDistribution;
import java.util.Optional;

/** What a judge wrote in one presentation order; scores stand in the order in which it saw the answers. */
public record JudgedPass(
        PresentationOrder order,
        PassOutcome outcome,
        String completion,
        Optional<ScoreDistribution> distribution,
        int promptTokens,
        int completionTokens,
        int truncatedTokens) {}
