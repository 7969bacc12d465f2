package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.alerts.Alerts;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.figures.MetricAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Limits and alerts as readers get them. */
record AlertsJson(List<Standing> standings, List<Event> events, List<Uncounted> uncounted) {
    /** What a figure should keep to. */
    record Limit(String figure, String window, String direction, double threshold, long minimum) {
        static Limit of(MetricAlert alert) {
            return new Limit(
                    alert.figureName(),
                    alert.scope().window(),
                    KebabCase.of(alert.limit().direction()),
                    alert.limit().threshold(),
                    alert.limit().minimum());
        }
    }

    /** How a judge stands to a limit. */
    record Standing(
            String rule,
            String state,
            Optional<Instant> since,
            JudgeJson judge,
            String mode,
            Limit limit,
            FigureJson figure) {
        static Standing of(Alerts.Standing standing) {
            var now = standing.now();
            return new Standing(
                    now.rule(),
                    KebabCase.of(now.state()),
                    standing.since().map(MetricAlert::at),
                    JudgeJson.of(now.scope().judge()),
                    KebabCase.of(now.scope().mode()),
                    Limit.of(now),
                    FigureJson.of(now.figure()));
        }
    }

    /** A change of such a standing. */
    record Event(Instant at, String rule, String state, JudgeJson judge, String mode, Limit limit, FigureJson figure) {
        static Event of(MetricAlert alert) {
            return new Event(
                    alert.at(),
                    alert.rule(),
                    KebabCase.of(alert.state()),
                    JudgeJson.of(alert.scope().judge()),
                    KebabCase.of(alert.scope().mode()),
                    Limit.of(alert),
                    FigureJson.of(alert.figure()));
        }
    }

    /** Records that were read and are in no figure: raised as long as there is one. */
    record Uncounted(String what, String state, long count) {
        static Uncounted of(String what, long count) {
            return new Uncounted(
                    what, KebabCase.of(count > 0 ? MetricAlert.State.RAISED : MetricAlert.State.OK), count);
        }
    }

    static AlertsJson of(Alerts alerts, List<Uncounted> uncounted) {
        return new AlertsJson(
                alerts.standings().stream().map(Standing::of).toList(),
                alerts.recent().stream().map(Event::of).toList(),
                uncounted);
    }
}
