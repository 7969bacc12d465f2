package io.judgefleet.metrics.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.drift.DriftMonitor.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** The promise: at most 1 % of calm streams of 2,000 alarm, the baseline of 200 being their own. */
    @ParameterizedTest
    @CsvSource({"SCORES, 0", "SHARES, 0.5", "SHARES, 0.9", "SHARES, 0.98", "SHARES, 1"})
    void shouldSeldomAlarmWhenCalmStreamHasBaselineOfItsOwn(Watched watched, double share) {
        var alarms = IntStream.range(0, 1_000)
                .filter(seed ->
                        alarms(watched, share, new Random(seed), random -> calm(watched, share, random)) < 2_000)
                .count();

        assertThat(alarms).isLessThanOrEqualTo(10);
    }

    /** The same of canaries, which come in rounds, of which the first is the baseline. */
    @ParameterizedTest
    @CsvSource({
        "SCORES, 0, 50", "SCORES, 0, 200", "SCORES, 0, 500",
        "SHARES, .5, 50", "SHARES, .5, 200", "SHARES, .5, 500",
        "SHARES, .9, 50", "SHARES, .9, 200", "SHARES, .9, 500",
        "SHARES, .98, 50", "SHARES, .98, 200", "SHARES, 1, 200"
    })
    void shouldSeldomAlarmWhenCalmStreamComesInRounds(Watched watched, double share, int round) {
        var alarms = IntStream.range(0, 1_000)
                .filter(seed -> alarmsInRounds(watched, share, round, new Random(seed)))
                .count();

        assertThat(alarms).isLessThanOrEqualTo(10);
    }

    /** Scores fall by a point, 0.77 standard deviations; one share in five is lost. */
    @ParameterizedTest
    @CsvSource({"SCORES, 0, 150", "SHARES, 0.98, 150"})
    void shouldAlarmSoonWhenStreamMovesAfterItsBaseline(Watched watched, double share, double delay) {
        var mean = IntStream.range(0, 200)
                .map(seed -> alarms(watched, share, new Random(seed), random -> moved(watched, share, random)))
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(20.0, delay);
    }

    private static boolean alarmsInRounds(Watched watched, double share, int round, Random random) {
        var baseline = round(watched, share, round, random);
        var detector = watched.detector(baseline);
        for (var i = 0; i < 2_000 / round; i++) {
            var mean = round(watched, share, round, random).mean();
            detector = detector.next(watched.scaled(mean, baseline), round);
            if (detector.isAlarm()) {
                return true;
            }
        }
        return false;
    }

    private static MeanTally round(Watched watched, double share, int size, Random random) {
        var round = MeanTally.empty();
        for (var i = 0; i < size; i++) {
            round = round.plus(calm(watched, share, random));
        }
        return round;
    }

    /** How many observations after the baseline the first alarm comes; the length of the stream where none does. */
    private static int alarms(Watched watched, double share, Random random, ToDoubleFunction<Random> next) {
        var watch = DriftMonitor.of(watched);
        for (var i = 0; i < DriftMonitor.BASELINE_LENGTH; i++) {
            watch = watch.next(FIRST, calm(watched, share, random)).monitor();
        }
        for (var i = 0; i < 2_000; i++) {
            var step = watch.next(FIRST, next.applyAsDouble(random));
            watch = step.monitor();
            if (step.signal() == Signal.ALARM) {
                return i;
            }
        }
        return 2_000;
    }

    /** Scores 5 to 10 in shares of .06, .10, .15, .33, .26, .10, as judges give them. */
    private static double calm(Watched watched, double share, Random random) {
        var draw = random.nextDouble();
        return switch (watched) {
            case SCORES -> draw < .06 ? 5 : draw < .16 ? 6 : draw < .31 ? 7 : draw < .64 ? 8 : draw < .9 ? 9 : 10;
            case SHARES -> draw < share ? 1 : 0;
        };
    }

    private static double moved(Watched watched, double share, Random random) {
        return switch (watched) {
            case SCORES -> calm(watched, share, random) - 1;
            case SHARES -> calm(watched, share - .2, random);
        };
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
