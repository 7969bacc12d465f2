package io.judgefleet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Forecast forecast = new Forecast(now::get);

    @BeforeEach
    void tenSecondsLater() {
        now.set(Instant.EPOCH.plusSeconds(10));
    }

    @Test
    void shouldForecastTheRestAtTheSameSpeedWhenTheWholeIsKnown() {
        assertThat(forecast.of(25, 0.25)).isEqualTo(", 2.5/s, 30 s left");
        assertThat(forecast.of(31_000, 0.05)).isEqualTo(", 3,100/s, 3 min left");
        assertThat(forecast.of(200, 0.001)).isEqualTo(", 20/s, 2 h 47 min left");
    }

    @Test
    void shouldTellSpeedAloneWhenTheWholeIsUnknownOrDone() {
        assertThat(forecast.of(50, Double.NaN)).isEqualTo(", 5.0/s");
        assertThat(forecast.of(50, 1)).isEqualTo(", 5.0/s");
        assertThat(forecast.of(0, 0)).isEqualTo(", 0.0/s");
    }

    @Test
    void shouldTellNothingWhenItHasJustBegun() {
        assertThat(new Forecast(now::get).of(1, 0.5)).isEmpty();
    }
}
