package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import org.junit.jupiter.api.Test;

final class MeanTallyTest {
    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(MeanTally.empty(), random -> random.nextGaussian(), MeanTally::plus, MeanTally::minus);
    }

    /** By hand: mean 5, squared deviations 9 + 1 + 1 + 9. */
    @Test
    void shouldHaveMeanAndErrorWhenObservationsVary() {
        var figure = MeanTally.empty().plus(2).plus(4).plus(6).plus(8).mean("B5.score-shift", Policy.STRICT);

        assertThat(figure.value()).hasValue(5);
        // With 10 besides: mean 6, squared deviations 40, four degrees of freedom.
        assertThat(figure.interval().orElseThrow().high()).isCloseTo(6 + 2.7764451052 * Math.sqrt(2), within(1e-9));
    }

    @Test
    void shouldLeaveTheWholeRangeOpenWhenThereIsOneObservation() {
        var figure = MeanTally.empty().plus(2).mean("B5.score-shift", Policy.STRICT);

        assertThat(figure.interval().orElseThrow().low()).isEqualTo(-10);
        assertThat(figure.interval().orElseThrow().high()).isEqualTo(10);
        assertThat(MeanTally.empty().mean("B5.score-shift", Policy.STRICT).absence())
                .contains(Absence.NO_DATA);
    }

    @Test
    void shouldRefuseWhenObservationIsNoNumber() {
        assertThatThrownBy(() -> MeanTally.empty().plus(Double.NaN))
                .hasMessage("expected a number of at most 1.0E10, found NaN");
    }
}
