package io.judgefleet.metrics.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** False alarms and delays on streams like judges' scores: few values, skewed. */
final class DetectorTest {
    private static final int STREAMS = 200;
    private static final int LENGTH = 2000;
    /** Shares of the scores 5 to 10; mean 7.9, standard deviation 1.3. */
    private static final double[] SHARES = {.06, .10, .15, .33, .26, .10};

    private static final double MEAN = 7.93;
    private static final double DEVIATION = 1.321;

    @Test
    void shouldSeldomAlarmWhenScoresStay() {
        assertThat(falseAlarms(PageHinkley.standard(), random -> z(score(random))))
                .isLessThanOrEqualTo(STREAMS / 100);
        assertThat(falseAlarms(ECusum.standard((MEAN - 1) / 9), random -> (score(random) - 1) / 9))
                .isLessThanOrEqualTo(STREAMS / 100);
    }

    /** Scores fall by a point, 0.77 standard deviations. */
    @Test
    void shouldAlarmWithinHundredAndTwentyWhenScoresFall() {
        assertThat(meanDelay(PageHinkley.standard(), random -> z(score(random) - 1)))
                .isBetween(50.0, 120.0);
        assertThat(meanDelay(ECusum.standard((MEAN - 1) / 9), random -> (score(random) - 2) / 9))
                .isBetween(30.0, 150.0);
    }

    @Test
    void shouldAlarmWhenShareRises() {
        assertThat(meanDelay(ECusum.standard(.05), random -> random.nextDouble() < .2 ? 1 : 0))
                .isLessThan(150);
        assertThat(falseAlarms(ECusum.standard(.05), random -> random.nextDouble() < .05 ? 1 : 0))
                .isLessThanOrEqualTo(STREAMS / 100);
    }

    /** By hand: 1 - .1, then 2 more less .1, then a fall that leaves 0 above and 2.9 below. */
    @Test
    void shouldSumWhatIsBeyondToleranceWhenObservationsCome() {
        var test = PageHinkley.standard().next(1).next(2).next(-3);

        assertThat(test.up()).isCloseTo(0, within(1e-12));
        assertThat(test.down()).isCloseTo(2.9, within(1e-12));
        assertThat(test.isAlarm()).isFalse();
        assertThat(test.next(-60).isAlarm()).isTrue();
        assertThat(test.next(-60).restarted()).isEqualTo(PageHinkley.standard());
    }

    /** By hand: gamblers on rises win half, one and one and a half of .5; those on falls lose it, then start anew. */
    @Test
    void shouldBetWhenObservationsCome() {
        var bets = ECusum.standard(.5).next(1).next(.75);

        assertCapital(bets, 1.25 * 1.125, 1.5 * 1.25, 1.75 * 1.375, .875, .75, .625);
    }

    /** With a mean of .8 a stake of 1.5 could lose more than all; it is cut to 1 / .8. */
    @Test
    void shouldNotStakeMoreThanCanBeLostWhenMeanIsHigh() {
        assertThat(ECusum.standard(.8).next(0).capital())
                .allSatisfy(capital -> assertThat(capital).isGreaterThanOrEqualTo(0));
        assertThat(ECusum.standard(.8).next(0).capital().get(2)).isCloseTo(0, within(1e-12));
    }

    @Test
    void shouldStayFiniteWhenAlarmIsIgnored() {
        var bets = ECusum.standard(.1);
        for (var i = 0; i < 5000; i++) {
            bets = bets.next(1);
        }

        assertThat(bets.capital()).allSatisfy(capital -> assertThat(capital).isFinite());
        assertThat(bets.isAlarm()).isTrue();
    }

    /** Three ones and two zeros; to bet five times on .6 would win. */
    @Test
    void shouldBetOnEachWhenOnlyTheirMeanIsKnown() {
        assertCapital(
                ECusum.standard(.5).next(.6, 5),
                Math.pow(1.25, 3) * Math.pow(.75, 2),
                Math.pow(1.5, 3) * Math.pow(.5, 2),
                Math.pow(1.75, 3) * Math.pow(.25, 2),
                Math.pow(.75, 3) * Math.pow(1.25, 2),
                Math.pow(.5, 3) * Math.pow(1.5, 2),
                Math.pow(.25, 3) * Math.pow(1.75, 2));
        assertThat(ECusum.standard(.8).next(.5, 2).capital().get(2)).isZero();
        assertThat(ECusum.standard(.8).next(1, 100_000).capital())
                .allSatisfy(capital -> assertThat(capital).isFinite());
    }

    @Test
    void shouldSumUpAsOneByOneWhenOnlyTheirMeanIsKnown() {
        var once = PageHinkley.standard().next(.5, 7);
        var oneByOne = PageHinkley.standard();
        for (var i = 0; i < 7; i++) {
            oneByOne = oneByOne.next(.5);
        }

        assertThat(once.up()).isCloseTo(oneByOne.up(), within(1e-12));
        assertThat(once.down()).isZero();
    }

    @Test
    void shouldRefuseWhenObservationIsNoShare() {
        assertThatThrownBy(() -> ECusum.standard(.5).next(1.5)).hasMessageStartingWith("observation must be within");
    }

    /** What a stream says next. */
    @FunctionalInterface
    private interface Source {
        double next(Random random);
    }

    private static int falseAlarms(Detector detector, Source source) {
        return (int) IntStream.range(0, STREAMS)
                .filter(stream -> firstAlarm(detector, new Random(stream), source) < LENGTH)
                .count();
    }

    private static double meanDelay(Detector detector, Source source) {
        return IntStream.range(0, STREAMS)
                .map(stream -> firstAlarm(detector, new Random(stream), source))
                .average()
                .orElseThrow();
    }

    private static int firstAlarm(Detector detector, Random random, Source source) {
        var watch = detector;
        for (var i = 0; i < LENGTH; i++) {
            watch = watch.next(source.next(random));
            if (watch.isAlarm()) {
                return i;
            }
        }
        return LENGTH;
    }

    private static double score(Random random) {
        var draw = random.nextDouble();
        for (var i = 0; i < SHARES.length; i++) {
            draw -= SHARES[i];
            if (draw < 0) {
                return 5 + i;
            }
        }
        return 10;
    }

    private static double z(double score) {
        return (score - MEAN) / DEVIATION;
    }

    private static void assertCapital(ECusum bets, double... capital) {
        for (var gambler = 0; gambler < capital.length; gambler++) {
            assertThat(bets.capital().get(gambler)).isCloseTo(capital[gambler], within(1e-12));
        }
    }
}
