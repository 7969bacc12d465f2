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

    /** Honest forecasts, uniform from 0 to 1, have the Brier score 1/6; 95 % of the intervals must hold it. */
    @Test
    void shouldCoverTruthWhenForecastsAreHonest() {
        var covered = 0;
        for (var stream = 0; stream < 200; stream++) {
            var random = new Random(stream);
            var tally = CalibrationTally.empty();
            var squares = 0.0;
            for (var i = 0; i < 500; i++) {
                var probability = random.nextDouble();
                var cameTrue = random.nextDouble() < probability;
                tally = tally.plus(probability, cameTrue);
                squares += Math.pow(probability - (cameTrue ? 1 : 0), 2);
            }
            assertThat(tally.brier().value().orElseThrow()).isCloseTo(squares / 500, within(1e-8));
            covered += tally.brier().interval().orElseThrow().contains(1 / 6.0) ? 1 : 0;
        }

        assertThat(covered).isBetween(180, 199);
    }

    @Test
    void shouldRefuseOrBeAbsentWhenThereIsNoForecast() {
        assertThat(CalibrationTally.empty().calibrationError().absence()).contains(Absence.NO_DATA);
        assertThatThrownBy(() -> CalibrationTally.empty().plus(1.1, true))
                .hasMessageStartingWith("probability must be within");
    }
}
