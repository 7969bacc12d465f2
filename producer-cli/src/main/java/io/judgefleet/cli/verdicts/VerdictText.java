package io.judgefleet.cli.verdicts;

import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.schemas.Verdict;
import java.util.Optional;

/** Words for what a verdict says. */
final class VerdictText {
    static String state(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Scored ignored -> "scored";
            case PassOutcome.Truncated ignored -> "truncated";
            case PassOutcome.Unparsable ignored -> "unparsable";
            case PassOutcome.Refused ignored -> "refused";
            case PassOutcome.Failed ignored -> "failed";
            case PassOutcome.TimedOut ignored -> "timed-out";
        };
    }

    /** Why a pass has no scores. */
    static Optional<String> reason(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Scored ignored -> Optional.empty();
            case PassOutcome.Truncated ignored -> Optional.empty();
            case PassOutcome.Unparsable(var reason) -> Optional.of(reason);
            case PassOutcome.Refused(var reason) -> Optional.of(reason);
            case PassOutcome.Failed(var reason) -> Optional.of(reason);
            case PassOutcome.TimedOut(var reason) -> Optional.of(reason);
        };
    }

    /**
     * What all orders come to that were asked for, by {@code agree-or-tie}; empty unless each has scores, and where there are
     * not two answers to choose from.
     */
    static Optional<String> preference(Verdict verdict) {
        if (verdict.subject().modelIds().size() != 2) {
            return Optional.empty();
        }
        return Resolution.AGREE_OR_TIE
                .resolve(verdict.pair())
                .under(Policy.STRICT)
                .map(KebabCase::of);
    }

    static Optional<Pass> pass(Verdict verdict, PresentationOrder order) {
        return verdict.passes().stream().filter(pass -> pass.order() == order).findFirst();
    }

    private VerdictText() {}
}
