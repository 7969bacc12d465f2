package io.judgefleet.aggregator;

import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.Preference;
import io.judgefleet.metrics.Resolution;
import io.judgefleet.metrics.SwappedPair;
import io.judgefleet.schemas.Pass;
import java.util.List;

/** The passes of a verdict without what only people read, so that equal ones are equal. */
final class Passes {
    static SwappedPair of(List<Pass> passes) {
        var pair = SwappedPair.empty();
        for (var pass : passes) {
            pair = pair.with(pass.order(), withoutReason(pass.outcome()));
        }
        return pair;
    }

    static Preference byScores(List<Pass> passes) {
        var pair = SwappedPair.empty();
        for (var pass : passes) {
            pair = pair.with(pass.order(), pass.outcome(), pass.distribution());
        }
        return Resolution.SCORE_MEAN.resolve(pair).under(Policy.TIE).orElse(Preference.TIE);
    }

    private static PassOutcome withoutReason(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Scored scored -> scored;
            case PassOutcome.Truncated truncated -> truncated;
            case PassOutcome.Unparsable ignored -> new PassOutcome.Unparsable("");
            case PassOutcome.Refused ignored -> new PassOutcome.Refused("");
            case PassOutcome.Failed ignored -> new PassOutcome.Failed("");
            case PassOutcome.TimedOut ignored -> new PassOutcome.TimedOut("");
        };
    }

    private Passes() {}
}
