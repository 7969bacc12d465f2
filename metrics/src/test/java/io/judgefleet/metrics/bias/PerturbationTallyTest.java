package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.TallyLaws;
import io.judgefleet.metrics.agreement.Votes;
import org.junit.jupiter.api.Test;

final class PerturbationTallyTest {
    /** Controls by perturbed, both first, tie, second. */
    private static final PerturbationTally TALLY =
            new PerturbationTally(CountTable.of(3, 3, 5, 1, 4, 2, 3, 5, 1, 2, 7), 0);

    private record Arms(Votes control, Votes perturbed) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                PerturbationTally.empty(),
                random -> new Arms(
                        new Votes(random.nextInt(4), random.nextInt(3), random.nextInt(4)),
                        new Votes(random.nextInt(4), random.nextInt(3), random.nextInt(4))),
                (tally, arms) -> tally.plus(arms.control(), arms.perturbed(), 3),
                (tally, arms) -> tally.minus(arms.control(), arms.perturbed(), 3));
    }

    @Test
    void shouldUseBothFormulasWhenAttacksSucceed() {
        assertThat(TALLY.agnosticSuccess().counts())
                .containsEntry("attacked", 9L)
                .containsEntry("n", 20L);
        assertThat(TALLY.relatedSuccess().counts())
                .containsEntry("attacked", 17L)
                .containsEntry("n", 20L);
    }

    @Test
    void shouldSubtractNoiseWhenControlsWereVotedAgain() {
        var noise = new PerturbationTally(CountTable.of(3, 3, 8, 1, 1, 0, 9, 1, 0, 0, 10), 0);

        assertThat(TALLY.agnosticExcess(noise).value()).hasValue(.45 - .1);
    }

    @Test
    void shouldTakeMeanVoteWhenVotesDiffer() {
        var tally = PerturbationTally.empty()
                .plus(new Votes(2, 3, 1), new Votes(1, 1, 4), 6)
                .plus(new Votes(2, 0, 2), new Votes(0, 6, 0), 6);

        assertThat(tally.outcomes().cell(0, 2)).isEqualTo(1);
        assertThat(tally.withoutVotes()).isEqualTo(1);
    }

    @Test
    void shouldHaveNoRateWhenNothingCouldSucceed() {
        assertThat(PerturbationTally.empty().relatedSuccess().absence()).contains(Absence.NO_DATA);
        assertThat(PerturbationTally.empty().agnosticExcess(TALLY).absence()).contains(Absence.ZERO_DENOMINATOR);
    }
}
