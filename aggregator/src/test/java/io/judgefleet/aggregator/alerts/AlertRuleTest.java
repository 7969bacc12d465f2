package io.judgefleet.aggregator.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.MetricAlert.Direction;
import io.judgefleet.schemas.figures.MetricAlert.State;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRuleTest {
    private static final FigureScope ALL = new FigureScope(
            new JudgeVersion("tiny", "f1", WeightsOrigin.RANDOM),
            JudgingMode.PAIR,
            "all",
            Policy.STRICT,
            Resolution.AGREE_OR_TIE);

    @ParameterizedTest
    @CsvSource({"199, NO_DATA", "200, RAISED"})
    void shouldNeedAsManyObservationsInTheReferenceWhenFigureHasOne(long reference, State expected) {
        var psi = Figure.of("B16.psi", Policy.STRICT, Map.of("n", 240L, "reference", reference), .4);

        assertThat(state("canaryPsi all ceiling 0.25 min 200", metrics("all", "canaryPsi", psi)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.29, OK", "0.31, RAISED"})
    void shouldCompareValueWhenFigureHasNoInterval(double value, State expected) {
        var bias = Figure.of("B4.delta-bias", Policy.STRICT, Map.of("n", 50L), value);

        assertThat(state("deltaBias 24h ceiling 0.3 min 1", metrics("24h", "deltaBias", bias)))
                .isEqualTo(expected);
    }

    /** Of 400 verdicts, the interval reaches some five points to either side. */
    @ParameterizedTest
    @CsvSource({
        "320, OK, CEILING, .9",
        "346, OK, CEILING, .9",
        "385, RAISED, CEILING, .9",
        "240, RAISED, FLOOR, .7",
        "270, OK, FLOOR, .7"
    })
    void shouldRaiseChangeWhenWholeIntervalIsFurtherFromTheReference(
            long consistent, State expected, Direction direction, double threshold) {
        var found = AlertRule.parse("r", "consistency 1h change 0.1 from all min 100")
                .evaluate(judge(consistency("1h", consistent, 400), consistency("all", 8_000, 10_000)));

        assertThat(found.state()).isEqualTo(expected);
        assertThat(found.limit().direction()).isEqualTo(direction);
        assertThat(found.limit().threshold()).isCloseTo(threshold, Offset.offset(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"99, 10000", "400, 99"})
    void shouldHaveNoDataOnChangeWhenEitherWindowHasTooFew(long now, long before) {
        assertThat(state(
                        "consistency 1h change 0.1 from all min 100",
                        consistency("1h", 0, now),
                        consistency("all", before, before)))
                .isEqualTo(State.NO_DATA);
    }

    @Test
    void shouldRaiseSilenceWhenJudgeHasNoVerdictInTheWindow() {
        var ever = verdicts("all", 40);

        assertThat(state("silent 24h", ever)).isEqualTo(State.RAISED);
        assertThat(state("silent 24h", ever, verdicts("24h", 0))).isEqualTo(State.RAISED);
        assertThat(state("silent 24h", ever, verdicts("24h", 1))).isEqualTo(State.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "score, canaryScoreDrift, 50, OK", "score, canaryScoreDrift, 50.1, RAISED",
        "consistency, canaryConsistencyDrift, 4, OK", "parse-rate, canaryParseDrift, 4.1, RAISED"
    })
    void shouldRaiseDriftWhenStatisticIsAboveWhereItsDetectorAlarms(
            String detector, String figure, double statistic, State expected) {
        var found = Figure.of("B16.drift", Policy.STRICT, Map.of("n", 240L, "reference", 240L), statistic);

        assertThat(state("drift " + detector, metrics("all", figure, found))).isEqualTo(expected);
    }

    @Test
    void shouldHaveNoDataOnDriftWhenThereAreNoCanaries() {
        assertThat(state("drift score", verdicts("all", 40))).isEqualTo(State.NO_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "consistency",
                "consistency 7d floor 0.7 min 20",
                "consistency 1h under 0.7 min 20",
                "consistency all change 0.1 from 1h min 20",
                "consistency 1h change 0.1 from 1h min 20",
                "silent",
                "silent all",
                "drift",
                "drift weather"
            })
    void shouldRefuseWhatIsNoRule(String text) {
        assertThatThrownBy(() -> AlertRule.parse("r", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ");
    }

    @Test
    void shouldNameAllFormsWhenTextHasNone() {
        assertThatThrownBy(() -> AlertRule.parse("r", "loud"))
                .hasMessage(
                        "expected FIGURE WINDOW floor|ceiling THRESHOLD min N, such as parseRate 1h floor 0.9 min 100; or"
                                + " FIGURE WINDOW change DIFFERENCE from WINDOW min N, such as consistency 1h change 0.1 from all"
                                + " min 100; or silent WINDOW, such as silent 24h; or drift score|consistency|parse-rate, such as"
                                + " drift score; found \"loud\"");
    }

    private static State state(String rule, ModelMetrics... windows) {
        return AlertRule.parse("r", rule).evaluate(judge(windows)).state();
    }

    private static JudgeFigures judge(ModelMetrics... windows) {
        return new JudgeFigures(
                ALL,
                Arrays.stream(windows)
                        .collect(Collectors.toMap(metrics -> metrics.scope().window(), metrics -> metrics)));
    }

    private static ModelMetrics consistency(String window, long part, long n) {
        return metrics(window, "consistency", Figure.share("B4.consistency", Policy.STRICT, "consistent", part, n));
    }

    private static ModelMetrics verdicts(String window, long count) {
        return new ModelMetrics(ALL.within(window), Optional.empty(), Map.of("verdicts", count), Map.of(), Map.of());
    }

    private static ModelMetrics metrics(String window, String name, Figure figure) {
        return new ModelMetrics(ALL.within(window), Optional.empty(), Map.of(), Map.of(), Map.of(name, figure));
    }
}
