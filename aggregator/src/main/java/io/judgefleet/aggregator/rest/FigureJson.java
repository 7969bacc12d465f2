package io.judgefleet.aggregator.rest;

import io.judgefleet.judgement.KebabCase;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A figure as readers get it. */
record FigureJson(
        String definition,
        String policy,
        Optional<Double> value,
        Optional<IntervalJson> interval,
        Optional<String> absence,
        Map<String, Long> counts,
        boolean lowCount) {
    /** An interval as readers get it. */
    record IntervalJson(double low, double high, double level, String method) {
        static IntervalJson of(Interval interval) {
            return new IntervalJson(interval.low(), interval.high(), interval.level(), KebabCase.of(interval.method()));
        }
    }

    static FigureJson of(Figure figure) {
        var value = figure.value();
        return new FigureJson(
                figure.definition(),
                KebabCase.of(figure.policy()),
                value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty(),
                figure.interval().map(IntervalJson::of),
                figure.absence().map(KebabCase::of),
                figure.counts(),
                figure.isLowCount());
    }

    static Map<String, FigureJson> of(Map<String, Figure> figures) {
        var json = new LinkedHashMap<String, FigureJson>();
        figures.forEach((name, figure) -> json.put(name, of(figure)));
        return json;
    }
}
