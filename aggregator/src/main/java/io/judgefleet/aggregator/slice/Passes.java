package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.SwappedPair;

/** What is counted of a verdict's passes: not what only people read, so that equal ones are equal. */
final class Passes {
    static SwappedPair of(SwappedPair pair) {
        return new SwappedPair(
                pair.asked(),
                pair.original().map(Passes::withoutReason),
                pair.swapped().map(Passes::withoutReason));
    }

    static Preference byScores(SwappedPair pair) {
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
