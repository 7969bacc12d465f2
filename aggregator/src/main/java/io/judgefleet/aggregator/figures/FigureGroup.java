package io.judgefleet.aggregator.figures;

import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.FigureScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The figures that are computed from counts of one kind.
 *
 * @param entries in the order in which they are shown
 */
record FigureGroup<T>(List<Entry<T>> entries) {
    /** A figure and its formula. */
    record Entry<T>(FigureDefinition definition, BiFunction<FigureScope, T, Figure> formula) {}

    @SafeVarargs
    static <T> FigureGroup<T> of(Entry<T>... entries) {
        return new FigureGroup<>(List.of(entries));
    }

    FigureGroup {
        entries = List.copyOf(entries);
    }

    /** All figures of the group, by name. */
    Map<String, Figure> figures(FigureScope scope, T counts) {
        var figures = new LinkedHashMap<String, Figure>();
        entries.forEach(
                entry -> figures.put(entry.definition().name(), entry.formula().apply(scope, counts)));
        return figures;
    }

    List<FigureDefinition> definitions() {
        return entries.stream().map(Entry::definition).toList();
    }
}
