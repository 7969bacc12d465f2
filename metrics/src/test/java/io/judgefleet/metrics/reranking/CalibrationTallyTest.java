package io.judgefleet.metrics.reranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.TallyLaws;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CalibrationTallyTest {
    private record Forecast(double probability, boolean cameTrue) {}

    @Test
    void shouldKeepLawsOfTallies() {
        TallyLaws.hold(
                CalibrationTally.empty(),
                random -> new Forecast(random.nextDouble(), random.nextBoolean()),
                (tally, forecast) -> tally.plus(forecast.probability(), forecast.cameTrue()),
                (tally, forecast) -> tally.minus(forecast.probability(), forecast.cameTrue()));
    }

    /** By hand: one bin of .82 and .88 with one true, one of .1 with none, and certainty that was right. */
    @Test
    void shouldWeighBinsWhenForecastsMiss() {
        var tally = CalibrationTally.empty()
                .plus(.82, true)
                .plus(.88, false)
                .plus(.1, false)
                .plus(1, true);

        assertThat(tally.calibrationError().value().orElseThrow())
                .isCloseTo((Math.abs(1.70 - 1) + .1 + 0) / 4, within(1e-9));
        assertThat(tally.brier().value().orElseThrow()).isCloseTo((.0324 + .7744 + .01 + 0) / 4, within(1e-8));
    }

    @Test
    void shouldBeSmallWhenForecastsAreHonest() {
        var random = new Random(1);
        var tally = CalibrationTally.empty();
        for (var i = 0; i < 20_000; i++) {
            var probability = random.nextDouble();
            tally = tally.plus(probability, random.nextDouble() < probability);
        }

        assertThat(tally.calibrationError().value().orElseThrow()).isLessThan(.015);
        // The mean of p(1 - p) over all p; four standard errors are .005.
        assertThat(tally.brier().value().orElseThrow()).isCloseTo(1 / 6.0, within(.005));
    }

    @Test
    void shouldRefuseOrBeAbsentWhenThereIsNoForecast() {
        assertThat(CalibrationTally.empty().calibrationError().absence()).contains(Absence.NO_DATA);
        assertThatThrownBy(() -> CalibrationTally.empty().plus(1.1, true))
                .hasMessageStartingWith("probability must be within");
    }
}
