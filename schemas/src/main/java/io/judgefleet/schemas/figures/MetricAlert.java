package io.judgefleet.schemas.figures;

import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.Figure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a figure of a judge crossed its limit, came back, or can no longer be told.
 *
 * @param rule its name
 * @param figureName among those of a judge
 * @param figure as it was then
 * @param at when it was noticed, by the aggregator's clock
 */
public record MetricAlert(
        String rule, State state, FigureScope scope, String figureName, Limit limit, Figure figure, Instant at) {
    /** How a figure stands to its limit. */
    public enum State {
        OK,
        RAISED,
        /** Too few observations to tell; it is neither of the others. */
        NO_DATA
    }

    /** On which side of the threshold a figure is bad. */
    public enum Direction {
        /** Below it, as for quality. */
        FLOOR,
        /** Above it, as for bias. */
        CEILING
    }

    /**
     * What a figure should keep to.
     *
     * @param minimum with fewer observations there is no telling
     */
    public record Limit(Direction direction, double threshold, long minimum) {
        public Limit {
            Require.notNegative(minimum, "minimum");
        }
    }

    public MetricAlert {
        Require.notBlank(rule, "rule");
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The same for all alerts of a rule about one judge in one mode. */
    public String key() {
        return "%s|%s|%s".formatted(rule, scope.key(), scope.window());
    }
}
