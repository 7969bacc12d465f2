package io.judgefleet.aggregator.alerts;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.schemas.figures.MetricAlert.Limit;
import io.judgefleet.schemas.figures.MetricAlert.State;

/**
 * How a judge stands to a rule.
 *
 * @param figureName of the figure that the limit applies to
 */
record Evaluation(State state, String figureName, Window window, Limit limit, Figure figure) {
    /** Raised where the whole interval lies beyond the threshold; of a figure without an interval, its value. */
    static Evaluation of(String figureName, Window window, Limit limit, Figure figure) {
        return new Evaluation(state(limit, figure), figureName, window, limit, figure);
    }

    /** What is compared with is not known. */
    static Evaluation noData(String figureName, Window window, Limit limit, Figure figure) {
        return new Evaluation(State.NO_DATA, figureName, window, limit, figure);
    }

    private static State state(Limit limit, Figure figure) {
        // A comparison with a reference rests on the smaller of both.
        var observations = Math.min(figure.n(), figure.counts().getOrDefault("reference", figure.n()));
        if (figure.value().isEmpty() || observations < limit.minimum()) {
            return State.NO_DATA;
        }
        var value = figure.value().getAsDouble();
        var beyond = switch (limit.direction()) {
            case FLOOR -> figure.interval().map(Interval::high).orElse(value) < limit.threshold();
            case CEILING -> figure.interval().map(Interval::low).orElse(value) > limit.threshold();
        };
        return beyond ? State.RAISED : State.OK;
    }
}
