package io.judgefleet.cli;

import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verdicts as a worker would write them. */
public final class VerdictFixtures {
    private static final JudgeIdentity JUDGE =
            new JudgeIdentity("tiny", "w", "t", "judgelm-pair", "float32", "greedy", WeightsOrigin.RANDOM);

    /** A judge that gives both answers the same scores in both orders. */
    public static Verdict verdict(JudgeRequest request, double first, double second) {
        var outcome = new PassOutcome.Scored(new ScorePair(first, second));
        return verdict(request, outcome, new PassOutcome.Scored(new ScorePair(second, first)));
    }

    public static Verdict verdict(JudgeRequest request, PassOutcome original, PassOutcome swapped) {
        return new Verdict(
                VerdictId.of(request.id(), JUDGE.fingerprint("1.0")),
                Origin.of(request, 1),
                JudgedItem.of(request),
                List.of(pass(PresentationOrder.ORIGINAL, original), pass(PresentationOrder.SWAPPED, swapped)),
                JUDGE,
                new Execution("w1", "pytorch", "cpu", "1.0", Duration.ZERO, Duration.ofMillis(30)),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static Pass pass(PresentationOrder order, PassOutcome outcome) {
        return new Pass(order, outcome, "9 3", Optional.empty(), 100, 3, 0);
    }

    private VerdictFixtures() {}
}
