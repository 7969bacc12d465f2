package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.TallyLaws;
import org.junit.jupiter.api.Test;

final class ReferenceTallyTest {
    private record Asked(Preference label, Reading without, Reading with) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                ReferenceTally.empty(),
                random -> new Asked(
                        TallyLaws.anyOf(random, Preference.values()),
                        TallyLaws.anyOf(random, Reading.values()),
                        TallyLaws.anyOf(random, Reading.values())),
                (tally, asked) ->
                        tally.plus(asked.label(), asked.without(), asked.with()).plus(asked.without(), asked.with()),
                (tally, asked) -> tally.minus(asked.label(), asked.without(), asked.with())
                        .minus(asked.without(), asked.with()));
    }

    /** By hand: mended 6, spoilt 1, right both times 2, wrong both times 1; P(at most 1 of 7 heads) is 8/128. */
    @Test
    void shouldTestGainWhenReferenceMends() {
        var tally = times(6, Preference.FIRST, Reading.SECOND, Reading.FIRST)
                .merge(times(1, Preference.FIRST, Reading.FIRST, Reading.TIE))
                .merge(times(2, Preference.TIE, Reading.TIE, Reading.TIE))
                .merge(times(1, Preference.TIE, Reading.FIRST, Reading.FIRST));

        var gain = tally.agreementGain(Policy.STRICT);

        assertThat(gain.value()).hasValue(.5);
        assertThat(gain.counts())
                .containsEntry("gained", 6L)
                .containsEntry("lost", 1L)
                .containsEntry("n", 10L);
        assertThat(gain.interval().orElseThrow().contains(0)).isTrue();
        assertThat(tally.mcNemar(Policy.STRICT).value().orElseThrow()).isCloseTo(.125, within(1e-12));
        assertThat(tally.flipRate(Policy.STRICT).value()).hasValue(.7);
        assertThat(tally.flips(Policy.STRICT)).isEqualTo(CountTable.of(3, 3, 1, 1, 0, 0, 2, 0, 6, 0, 0));
    }

    @Test
    void shouldFollowPolicyWhenReadingHasNoScores() {
        var tally = times(1, Preference.TIE, Reading.UNSCORED_TIE, Reading.TIE);

        assertThat(tally.agreementGain(Policy.STRICT).absence()).contains(Absence.NO_DATA);
        assertThat(tally.agreementGain(Policy.TIE).value()).hasValue(0);
        assertThat(tally.agreementGain(Policy.WRONG).value()).hasValue(1);
    }

    @Test
    void shouldEnterFlipsOnlyWhenComparisonHasNoLabel() {
        var tally = ReferenceTally.empty().plus(Reading.FIRST, Reading.SECOND);

        assertThat(tally.flipRate(Policy.STRICT).value()).hasValue(1);
        assertThat(tally.agreementGain(Policy.STRICT).absence()).contains(Absence.NO_DATA);
        assertThat(tally.mcNemar(Policy.STRICT).absence()).contains(Absence.NO_DATA);
    }

    private static ReferenceTally times(int times, Preference label, Reading without, Reading with) {
        var tally = ReferenceTally.empty();
        for (var time = 0; time < times; time++) {
            tally = tally.plus(label, without, with);
        }
        return tally;
    }
}
