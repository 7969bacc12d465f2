package io.judgefleet.metrics.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.metrics.drift.DriftMonitor.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DriftMonitorTest {
    private static final Segment FIRST = new Segment("judgelm", "9f0c", "v1");
    private static final Segment SECOND = new Segment("judgelm", "9f0c", "v2");

    private DriftMonitor monitor = DriftMonitor.of(Watched.SCORES, 10);

    @Test
    void shouldLearnBaselineBeforeItWatches() {
        assertThat(seen(FIRST, 11, 7, 8))
                .startsWith(Signal.NEW_SEGMENT, Signal.LEARNING)
                .endsWith(Signal.LEARNING, Signal.CALM);
        assertThat(monitor.baseline().n()).isEqualTo(10);
    }

    @Test
    void shouldAlarmAgainAndAgainWhenShiftLasts() {
        seen(FIRST, 20, 7, 8);

        var signals = seen(FIRST, 200, 5, 6);

        assertThat(signals).filteredOn(Signal.ALARM::equals).hasSizeGreaterThan(1);
        assertThat(signals).contains(Signal.CALM);
    }

    /** A new prompt moves every score and is no drift of the judge. */
    @Test
    void shouldRemarkAndNotAlarmWhenPromptChanges() {
        seen(FIRST, 50, 7, 8);

        var signals = seen(SECOND, 200, 2, 3);

        assertThat(signals).startsWith(Signal.NEW_SEGMENT).doesNotContain(Signal.ALARM);
    }

    @Test
    void shouldNotAlarmAtRoundingWhenBaselineWasConstant() {
        seen(FIRST, 20, 8, 8);

        assertThat(seen(FIRST, 100, 8, 8)).containsOnly(Signal.CALM);
        assertThat(seen(FIRST, 100, 6, 6)).contains(Signal.ALARM);
    }

    @Test
    void shouldWatchSharesWhenStreamIsOfParsing() {
        monitor = DriftMonitor.of(Watched.SHARES);
        seen(FIRST, 300, 1, 1);

        assertThat(seen(FIRST, 60, 1, 0)).contains(Signal.ALARM);
    }

    private List<Signal> seen(Segment segment, int times, double even, double odd) {
        List<Signal> signals = new ArrayList<>();
        for (var time = 0; time < times; time++) {
            var step = monitor.next(segment, time % 2 == 0 ? even : odd);
            monitor = step.monitor();
            signals.add(step.signal());
        }
        return signals;
    }
}
