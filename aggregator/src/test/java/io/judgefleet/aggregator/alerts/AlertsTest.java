package io.judgefleet.aggregator.alerts;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.RecountedCounts;
import io.judgefleet.aggregator.figures.FigureRounds;
import io.judgefleet.aggregator.figures.PublishingState;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.aggregator.figures.Snapshot;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.MetricAlert.State;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final AlertRules RULES =
            new AlertRules(List.of(AlertRule.parse("steady", "consistency 1h floor 0.7 min 20")));

    private final RecordedAlerts log = new RecordedAlerts();
    private final Alerts alerts = new Alerts(RULES, log, () -> true);

    @Test
    void shouldSayNothingMoreWhenNothingChanges() {
        alerts.take(consistent(90, 100));
        alerts.take(consistent(91, 100));

        assertThat(states()).containsExactly(State.OK);
        assertThat(alerts.standings()).hasSize(1).first().satisfies(standing -> {
            assertThat(standing.now().figure().counts()).containsEntry("consistent", 91L);
            assertThat(standing.since().orElseThrow().figure().counts()).containsEntry("consistent", 90L);
        });
    }

    @Test
    void shouldRaiseOnlyWhenWholeIntervalLiesBelowFloor() {
        alerts.take(consistent(63, 100)); // up to 0.72
        alerts.take(consistent(630, 1_000)); // up to 0.66

        assertThat(states()).containsExactly(State.OK, State.RAISED);
    }

    @Test
    void shouldClearWhenFigureComesBack() {
        alerts.take(consistent(10, 100));
        alerts.take(consistent(80, 100));

        assertThat(states()).containsExactly(State.RAISED, State.OK);
    }

    @Test
    void shouldTellNoDataFromGoodWhenWindowEmpties() {
        alerts.take(consistent(90, 100));
        alerts.take(consistent(9, 10));
        alerts.take(nothing());

        assertThat(states()).containsExactly(State.OK, State.NO_DATA);
    }

    @Test
    void shouldSayNothingWhenThereNeverWasEnoughToTell() {
        alerts.take(consistent(1, 10));

        assertThat(states()).isEmpty();
        assertThat(alerts.standings())
                .extracting(standing -> standing.now().state())
                .containsExactly(State.NO_DATA);
    }

    @Test
    void shouldSayNothingTwiceWhenRestarted() {
        alerts.take(consistent(10, 100));

        new Alerts(RULES, log, () -> true).take(consistent(11, 100));

        assertThat(states()).containsExactly(State.RAISED);
    }

    @Test
    void shouldOnlyReadAlongWhenAnotherAggregatorPublishes() {
        var reader = new Alerts(RULES, log, () -> false);
        reader.take(consistent(10, 100));
        assertThat(states()).isEmpty();

        alerts.take(consistent(10, 100));
        reader.take(consistent(10, 100));

        assertThat(states()).containsExactly(State.RAISED);
        assertThat(reader.standings().getFirst().since()).isPresent();
    }

    @Test
    void shouldRaiseErrorRateWhenPassesFailOrTimeOut() {
        var counts = new RecountedCounts();
        for (var i = 0; i < 60; i++) {
            counts.add(sample("c" + i)
                    .judged(
                            i % 3 == 0 ? new PassOutcome.Failed("not finite") : scored(9, 3),
                            i % 3 == 1 ? new PassOutcome.TimedOut("deadline") : scored(3, 9)));
        }
        var watch = new Alerts(
                new AlertRules(List.of(AlertRule.parse("error-rate", "errorRate 1h ceiling 0.1 min 100"))),
                log,
                () -> true);

        try (var rounds = new FigureRounds(
                new Reports(counts, 0, false),
                List.of(watch),
                Clock.fixed(NOON, ZoneOffset.UTC),
                new PublishingState())) {
            rounds.round();
        }

        assertThat(states()).containsExactly(State.RAISED);
    }

    private List<State> states() {
        return log.read().stream().map(MetricAlert::state).toList();
    }

    private static Snapshot consistent(long part, long n) {
        return snapshot(metrics("all", part, n), metrics("1h", part, n));
    }

    /** In the last hour. */
    private static Snapshot nothing() {
        return snapshot(metrics("all", 90, 100));
    }

    private static Snapshot snapshot(ModelMetrics... metrics) {
        return new Snapshot(NOON, IntakeTally.empty(), List.of(metrics), List.of());
    }

    private static ModelMetrics metrics(String window, long part, long n) {
        var scope = new FigureScope(
                new JudgeVersion("tiny", "f1", WeightsOrigin.RANDOM),
                JudgingMode.PAIR,
                window,
                Policy.STRICT,
                Resolution.AGREE_OR_TIE);
        var figure = Figure.share("B4.consistency", Policy.STRICT, "consistent", part, n);
        return new ModelMetrics(scope, Optional.empty(), Map.of(), Map.of(), Map.of("consistency", figure));
    }
}
