package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.rating.StyleControl;
import io.judgefleet.schemas.figures.FigureScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Standings with length or style held fixed.
 *
 * @param byModel columns by model and name
 * @param pulls of styles on the judge, by name
 */
public record Controls(Map<String, Map<String, Figure>> byModel, Map<String, Figure> pulls) {
    static Controls none() {
        return new Controls(Map.of(), Map.of());
    }

    static Controls of(CovariateSums sums, FigureScope scope) {
        var byModel = new TreeMap<String, Map<String, Figure>>();
        sums.lengthTallies()
                .forEach((model, tally) -> byModel.put(
                        model,
                        StandingFigures.OF_LENGTHS.figures(
                                scope, new StandingFigures.ByLength(tally.control(), tally.longerPreferred()))));
        var counts = sums.styleCounts();
        if (counts.cells().isEmpty()) {
            return new Controls(byModel, Map.of());
        }
        var style = StyleControl.fit(counts);
        style.groups().stream()
                .flatMap(group -> group.ratings().stream())
                .forEach(rating -> byModel.computeIfAbsent(rating.model(), any -> new LinkedHashMap<>())
                        .putAll(StandingFigures.OF_STYLES.figures(scope, rating)));
        return new Controls(byModel, StandingFigures.ofPulls(scope, style));
    }
}
