package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import org.junit.jupiter.api.Test;

final class LengthAgreementTest {
    /**
     * By hand. The longer is wrong in four, and picked in three; the shorter is wrong in two, and picked in one. Where both
     * see a winner the judge picks the longer 3 + 1 times of 6, the label 2 of 6.
     */
    @Test
    void shouldCompareWithLabelsWhenJudgeFavoursLength() {
        var tally = LengthAgreement.empty()
                .plus(100, 900, Preference.FIRST, Reading.SECOND)
                .plus(900, 100, Preference.SECOND, Reading.FIRST)
                .plus(900, 100, Preference.SECOND, Reading.FIRST)
                .plus(900, 100, Preference.SECOND, Reading.SECOND)
                .plus(900, 100, Preference.FIRST, Reading.SECOND)
                .plus(900, 100, Preference.FIRST, Reading.FIRST);

        assertThat(tally.wrongForLength(Policy.STRICT).value().orElseThrow()).isCloseTo(.25, within(1e-12));
        assertThat(tally.excessOverLabels(Policy.STRICT).value().orElseThrow()).isCloseTo(2 / 6.0, within(1e-12));
    }

    @Test
    void shouldCountNothingWhenLengthsAreClose() {
        var tally = LengthAgreement.empty().plus(100, 130, Preference.FIRST, Reading.SECOND);

        assertThat(tally).isEqualTo(LengthAgreement.empty());
        assertThat(tally.wrongForLength(Policy.STRICT).absence()).contains(Absence.ZERO_DENOMINATOR);
        assertThat(tally.excessOverLabels(Policy.STRICT).absence()).contains(Absence.NO_DATA);
    }
}
