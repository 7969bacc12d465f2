package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SelfPreferenceTest {
    private record Vote(String first, String second, Preference others, Reading judge) {}

    @Test
    void shouldKeepLawsOfTallies() {
        var models = List.of("a", "b", "c");
        TallyLaws.hold(
                SelfPreference.empty(),
                random -> {
                    var first = random.nextInt(3);
                    return new Vote(
                            models.get(first),
                            models.get((first + 1 + random.nextInt(2)) % 3),
                            TallyLaws.anyOf(random, Preference.values()),
                            TallyLaws.anyOf(random, Reading.values()));
                },
                (tally, vote) -> tally.plus(vote.first(), vote.second(), vote.others(), vote.judge()),
                (tally, vote) -> tally.minus(vote.first(), vote.second(), vote.others(), vote.judge()));
    }

    /** By hand: the judge gives m two wins of two against a where others give one, and what others give against b. */
    @Test
    void shouldAverageOverOpponentsWhenModelMeetsSeveral() {
        var tally = SelfPreference.empty()
                .plus("m", "a", Preference.FIRST, Reading.FIRST)
                .plus("a", "m", Preference.FIRST, Reading.SECOND)
                .plus("m", "b", Preference.SECOND, Reading.SECOND)
                .plus("m", "b", Preference.TIE, Reading.TIE)
                .plus("m", "b", Preference.TIE, Reading.TIE)
                .plus("m", "b", Preference.TIE, Reading.TIE);

        var enhancement = tally.enhancement("m", Policy.STRICT);

        assertThat(enhancement.value()).hasValue(.25);
        assertThat(enhancement.n()).isEqualTo(6);
        // With 1 and -1 besides: of m and a 0, 1, 1, -1, of m and b four times 0, 1, -1.
        var variance = ((3 / 4.0 - 1 / 16.0) / 4 + (2 / 6.0) / 6) / 4;
        assertThat(enhancement.interval().orElseThrow().high())
                .isCloseTo(.25 + 1.959964 * Math.sqrt(variance), within(1e-6));
        // a loses 1/2 to m, b nothing: .25 - (-.5 + 0) / 2.
        assertThat(tally.relativeEnhancement("m", Policy.STRICT).value().orElseThrow())
                .isCloseTo(.5, within(1e-12));
    }

    @Test
    void shouldSayNothingWhenModelWasNeverJudged() {
        assertThat(SelfPreference.empty().enhancement("m", Policy.STRICT).absence())
                .contains(Absence.NO_DATA);
        assertThat(SelfPreference.empty()
                        .plus("a", "b", Preference.FIRST, Reading.UNSCORED_TIE)
                        .relativeEnhancement("a", Policy.STRICT)
                        .absence())
                .contains(Absence.NO_DATA);
    }
}
