package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.metrics.rating.ModelRating;
import io.judgefleet.metrics.rating.StyleControl;
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

    static Controls of(CovariateSums sums) {
        var byModel = new TreeMap<String, Map<String, Figure>>();
        sums.lengthTallies().forEach((model, tally) -> {
            var control = tally.control();
            var columns = byModel.computeIfAbsent(model, any -> new LinkedHashMap<>());
            columns.put("lengthControlledWinRate", control.winRate().hiddenWhenTooFew());
            columns.put("lengthSlope", control.slope().hiddenWhenTooFew());
            // Lengths are those of steps, so that other answers count as equally long than in the definition by
            // characters.
            columns.put(
                    "longerPreferred",
                    tally.longerPreferred().by("B7.longer-preferred-steps").hiddenWhenTooFew());
        });
        var counts = sums.styleCounts();
        if (counts.cells().isEmpty()) {
            return new Controls(byModel, Map.of());
        }
        var style = StyleControl.fit(counts);
        style.groups()
                .forEach(group -> group.ratings()
                        .forEach(rating -> byModel.computeIfAbsent(rating.model(), any -> new LinkedHashMap<>())
                                .put("styleControlled", figure(rating))));
        var pulls = new LinkedHashMap<String, Figure>();
        for (var feature = 0; feature < style.pulls().size(); feature++) {
            pulls.put(AnswerStyle.FEATURES.get(feature), style.pulls().get(feature));
        }
        return new Controls(byModel, pulls);
    }

    private static Figure figure(ModelRating rating) {
        var counts = Map.of("n", rating.comparisons());
        return rating.comparisons() == 0
                ? Figure.absent("B15.style-controlled", Policy.STRICT, counts, Absence.NO_DATA)
                : Figure.of("B15.style-controlled", Policy.STRICT, counts, rating.rating())
                        .withInterval(rating.interval())
                        .hiddenWhenTooFew();
    }
}
