package io.judgefleet.aggregator.alerts;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.aggregator.RecountedCounts;
import io.judgefleet.aggregator.figures.CanaryReport;
import io.judgefleet.aggregator.figures.FigureRounds;
import io.judgefleet.aggregator.figures.PublishingState;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.MetricAlert.State;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Judges of which there are canaries and nothing else. */
class CanaryAlertsTest {
    private static final AlertRules RULES = new AlertRules(List.of(
            AlertRule.parse("parse-rate", "parseRate 1h floor 0.9 min 100"),
            AlertRule.parse("canary-drift", "canaryPsi all ceiling 0.25 min 200"),
            AlertRule.parse("canary-scores", "drift score"),
            AlertRule.parse("canary-parsing", "drift parse-rate")));

    private final RecountedCounts counts = new RecountedCounts();
    private final Reports reports = new Reports(counts, 0, false);
    private final RecordedAlerts log = new RecordedAlerts();
    private final Alerts alerts = new Alerts(RULES, log, () -> true);

    /** The pinned 10 of each pass is no score, and ordinary traffic is none of the canaries' needs. */
    @Test
    void shouldRaiseAlertWhenCanariesInModeSingleAreTheOnlyTraffic() {
        var random = new Random(15);
        var before = random.ints(240, 2, 7).toArray();
        var after = Arrays.stream(before)
                .map(score -> score < 5 ? score + 1 : score)
                .toArray();
        round("2026-03-01T00:00:00Z", i -> scored(10, before[i]));
        round("2026-03-02T00:00:00Z", i -> scored(10, after[i]));

        evaluate();

        assertThat(states()).containsEntry("canary-drift", State.RAISED).containsEntry("parse-rate", State.NO_DATA);
        assertThat(log.read())
                .filteredOn(alert -> alert.rule().equals("canary-drift"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.scope().mode()).isEqualTo(JudgingMode.SINGLE);
                    assertThat(alert.figure().n()).isEqualTo(240);
                    assertThat(alert.figure().value().orElseThrow())
                            .isCloseTo(plainIndex(after, before), within(1e-12))
                            .isGreaterThan(.25);
                });
    }

    @Test
    void shouldCountOnlyWhatTheJudgeGaveWhenFirstScoreIsPinned() {
        round("2026-03-01T00:00:00Z", i -> scored(10, i % 12 < 2 ? 3 : 4));

        var mean = figure(reports.canaries(NOON).getFirst(), "canaryMeanScore");

        assertThat(mean.value().orElseThrow()).isCloseTo(46 / 12.0, within(1e-12));
        assertThat(mean.n()).isEqualTo(240);
    }

    @Test
    void shouldRaiseAlertsOfDetectorsWhenTheyGoOff() {
        round("2026-03-01T00:00:00Z", i -> scored(10, 6 + i % 3));
        round("2026-03-02T00:00:00Z", i -> scored(10, 3 + i % 3));

        evaluate();

        assertThat(states()).containsEntry("canary-scores", State.RAISED).containsEntry("canary-parsing", State.OK);
        assertThat(reports.canaries(NOON).getFirst().alarms())
                .containsOnly(Map.entry("page-hinkley-score", "2026-03-02T00:00:00Z"));
    }

    /** There are no scores to compare, and that is the news. */
    @Test
    void shouldRaiseAlertWhenJudgeStopsGivingScores() {
        round("2026-03-01T00:00:00Z", i -> scored(10, 6));
        round("2026-03-02T00:00:00Z", i -> unparsable());

        evaluate();

        assertThat(states()).containsEntry("canary-parsing", State.RAISED).containsEntry("canary-drift", State.NO_DATA);
        assertThat(reports.canaries(NOON).getFirst().rounds()).hasSize(2);
    }

    @Test
    void shouldWatchJudgeWithoutDataWhenItNeverGaveAScore() {
        round("2026-03-01T00:00:00Z", i -> unparsable());

        evaluate();

        assertThat(alerts.standings())
                .hasSize(RULES.rules().size())
                .extracting(standing -> standing.now().state())
                .containsOnly(State.NO_DATA);
    }

    private void round(String name, IntFunction<PassOutcome> outcomes) {
        for (var i = 0; i < 240; i++) {
            counts.add(sample("c" + i)
                    .of("ant")
                    .in(JudgingMode.SINGLE)
                    .arm("canary", name)
                    .pass(PresentationOrder.ORIGINAL, outcomes.apply(i))
                    .verdict());
        }
    }

    private void evaluate() {
        try (var rounds =
                new FigureRounds(reports, List.of(alerts), Clock.fixed(NOON, ZoneOffset.UTC), new PublishingState())) {
            rounds.round();
        }
    }

    private Map<String, State> states() {
        return alerts.standings().stream()
                .map(Alerts.Standing::now)
                .collect(Collectors.toMap(MetricAlert::rule, MetricAlert::state));
    }

    /** As a page of statistics has it: shares of the ten scores, half an observation more in each. */
    private static double plainIndex(int[] is, int[] was) {
        var index = 0.0;
        for (var score = 1; score <= 10; score++) {
            var now = share(is, score);
            var before = share(was, score);
            index += (now - before) * Math.log(now / before);
        }
        return index;
    }

    private static double share(int[] scores, int score) {
        return (Arrays.stream(scores).filter(given -> given == score).count() + .5) / (scores.length + 5);
    }

    private static Figure figure(CanaryReport report, String name) {
        return Objects.requireNonNull(report.figures().get(name), name);
    }
}
