package io.judgefleet.schemas.figures;

import io.judgefleet.metrics.Figure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a judge's verdicts say of a model under test, or of the judge itself.
 *
 * @param model empty for all comparisons of the judge, whichever the models
 * @param counts of comparisons, by what is counted
 * @param passes by the word of their state
 * @param figures by name; the definition stands in each
 */
public record ModelMetrics(
        FigureScope scope,
        Optional<String> model,
        Map<String, Long> counts,
        Map<String, Long> passes,
        Map<String, Figure> figures) {
    public ModelMetrics {
        counts = ordered(counts);
        passes = ordered(passes);
        figures = ordered(figures);
    }

    /** The key on the compacted topic: a newer record of the same key replaces the older one. */
    public String key() {
        return "%s|%s|%s".formatted(scope.key(), model.orElse(""), scope.window());
    }

    /** The same counts and figures, and these besides. */
    public ModelMetrics withMoreFigures(Map<String, Figure> others) {
        var more = new LinkedHashMap<>(figures);
        more.putAll(others);
        return withFigures(more);
    }

    /** The same counts with these figures. */
    public ModelMetrics withFigures(Map<String, Figure> others) {
        return new ModelMetrics(scope, model, counts, passes, others);
    }

    /** Readers see counts and figures in the order in which they were put. */
    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
