package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.figures.FigureDefinition;
import io.judgefleet.judgement.KebabCase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue of figures as readers get it. */
record DefinitionsJson(List<Definition> figures) {
    /** What a face has to know of a figure to show it. */
    record Definition(
            String name,
            String definition,
            String title,
            String heading,
            String meaning,
            String unit,
            String good,
            List<String> scopes,
            List<String> headline,
            List<String> faces,
            Map<String, String> omitted,
            Optional<String> series) {}

    static DefinitionsJson of(List<FigureDefinition> figures) {
        return new DefinitionsJson(
                figures.stream().map(DefinitionsJson::definition).toList());
    }

    private static Definition definition(FigureDefinition figure) {
        var omitted = new LinkedHashMap<String, String>();
        figure.omissions().forEach((face, reason) -> omitted.put(KebabCase.of(face), reason));
        var isGauge = figure.faces().contains(FigureDefinition.Face.PROMETHEUS);
        return new Definition(
                figure.name(),
                figure.id(),
                figure.words().title(),
                figure.words().heading(),
                figure.words().meaning(),
                KebabCase.of(figure.unit()),
                KebabCase.of(figure.good()),
                words(figure.scopes()),
                words(figure.headline()),
                words(figure.faces()),
                omitted,
                isGauge ? Optional.of(figure.gauge().replace('.', '_')) : Optional.empty());
    }

    private static <E extends Enum<E>> List<String> words(Collection<E> values) {
        return values.stream().sorted().map(KebabCase::of).toList();
    }
}
