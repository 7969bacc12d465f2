package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.ScorePair;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTallyTest {
    private static final PassOutcome SCORED = new PassOutcome.Scored(new ScorePair(7, 8));

    @Test
    void shouldCountFailedRefusedAndTimedOutPassesAsErrors() {
        var tally = tally(List.of(
                SCORED,
                SCORED,
                new PassOutcome.Truncated(new ScorePair(7, 8)),
                new PassOutcome.Unparsable("no score"),
                new PassOutcome.Failed("not finite"),
                new PassOutcome.Refused("declined"),
                new PassOutcome.TimedOut("too late"),
                SCORED));

        assertThat(tally.errorRate().value()).hasValue(3 / 8.0);
        assertThat(tally.parseRate().value()).hasValue(4 / 5.0);
    }

    private static OutcomeTally tally(List<PassOutcome> outcomes) {
        var tally = OutcomeTally.empty();
        for (var outcome : outcomes) {
            tally = tally.plus(outcome);
        }
        return tally;
    }
}
