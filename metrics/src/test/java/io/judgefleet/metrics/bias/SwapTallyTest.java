package io.judgefleet.metrics.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.PassReading;
import io.judgefleet.metrics.Policy;
import org.junit.jupiter.api.Test;

final class SwapTallyTest {
    /** By hand: shown first wins in two original and one swapped order, loses once: 3 of 4 less a half. */
    @Test
    void shouldMeasureFirstShownWhenEachComparisonHasOneOrder() {
        var tally = SwapTally.empty()
                .plus(PassReading.FIRST, PassReading.ABSENT)
                .plus(PassReading.FIRST, PassReading.ABSENT)
                .plus(PassReading.ABSENT, PassReading.SECOND)
                .plus(PassReading.ABSENT, PassReading.FIRST)
                .plus(PassReading.FIRST, PassReading.FIRST);

        var bias = tally.firstShownBias();

        assertThat(bias.value().orElseThrow()).isCloseTo(.25, within(1e-12));
        assertThat(bias.n()).isEqualTo(4);
        assertThat(bias.interval().orElseThrow().contains(0)).isTrue();
    }

    @Test
    void shouldSayNothingWhenEveryComparisonHasBothOrders() {
        assertThat(SwapTally.empty()
                        .plus(PassReading.TIE, PassReading.FIRST)
                        .firstShownBias()
                        .absence())
                .contains(Absence.NO_DATA);
    }

    /** Shi et al. write it as recency^2 and primacy^2 shares; the two forms are one. */
    @Test
    void shouldEqualItsPublishedFormWhenFairnessIsSimplified() {
        var tally = SwapTally.empty();
        for (var pair = 0; pair < 5; pair++) {
            tally = tally.plus(PassReading.FIRST, pair < 2 ? PassReading.SECOND : PassReading.TIE);
        }
        tally = tally.plus(PassReading.SECOND, PassReading.FIRST).plus(PassReading.TIE, PassReading.TIE);

        var primacy = 5.0;
        var recency = 1.0;
        var published = (recency * recency / 6 - primacy * primacy / 6) / 7;
        assertThat(tally.preferenceFairness(Policy.STRICT).value().orElseThrow())
                .isCloseTo(published, within(1e-12));
    }
}
