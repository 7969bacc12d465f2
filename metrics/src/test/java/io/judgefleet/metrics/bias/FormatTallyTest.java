package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FormatTallyTest {
    private static final FormatTally EMPTY = FormatTally.of(Set.of("fast", "full"));

    private record Asked(Preference label, Map<String, Reading> readings) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                EMPTY,
                random -> new Asked(
                        TallyLaws.anyOf(random, Preference.values()),
                        Map.of(
                                "fast", TallyLaws.anyOf(random, Reading.values()),
                                "full", TallyLaws.anyOf(random, Reading.values()))),
                (tally, asked) -> tally.plus(asked.label(), asked.readings()),
                (tally, asked) -> tally.minus(asked.label(), asked.readings()));
    }

    /** By hand, four comparisons that the first answer won: fast is right in 3 of 4, full in 1 of the 3 it can parse. */
    @Test
    void shouldCompareFormatsOnSameComparisonsWhenSomeDoNotParse() {
        var tally = plus(
                plus(
                        plus(plus(EMPTY, Reading.FIRST, Reading.FIRST), Reading.FIRST, Reading.SECOND),
                        Reading.SECOND,
                        Reading.TIE),
                Reading.FIRST,
                Reading.UNSCORED_FIRST);

        assertThat(tally.agreement("fast", Policy.STRICT).value()).hasValue(2 / 3.0);
        assertThat(tally.formatBias(Policy.STRICT).value()).hasValue(1 / 3.0);
        assertThat(tally.formatBias(Policy.WRONG).value()).hasValue(.5);
        assertThat(tally.formatBias(Policy.TIE).value()).hasValue(.25);
        assertThat(tally.parseGap().value()).hasValue(.25);
        assertThat(tally.parseGap().n()).isEqualTo(4);
    }

    @Test
    void shouldCountNothingWhenFormatIsMissing() {
        assertThat(EMPTY.plus(Preference.FIRST, Map.of("fast", Reading.FIRST))).isEqualTo(EMPTY);
        assertThat(plus(EMPTY, Reading.FIRST, Reading.ABSENT)).isEqualTo(EMPTY);
        assertThat(EMPTY.formatBias(Policy.STRICT).absence()).contains(Absence.NO_DATA);
    }

    @Test
    void shouldRefuseWhenFormatsDiffer() {
        assertThatThrownBy(() -> EMPTY.merge(FormatTally.of(Set.of("letters"))))
                .hasMessage("expected tallies of the same formats, found [fast, full] and [letters]");
    }

    private static FormatTally plus(FormatTally tally, Reading fast, Reading full) {
        return tally.plus(Preference.FIRST, Map.of("fast", fast, "full", full));
    }
}
