package io.judgefleet.schemas.wire;

import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.HashMap;
import java.util.Optional;

/** Metrics of a model on the wire. */
final class ModelMetricsMapping {
    static io.judgefleet.v1.ModelMetrics toWire(ModelMetrics metrics) {
        return new io.judgefleet.v1.ModelMetrics(
                FigureMapping.toWire(metrics.scope()),
                metrics.model().orElse(null),
                new HashMap<>(metrics.counts()),
                new HashMap<>(metrics.passes()),
                FigureMapping.each(metrics.figures(), FigureMapping::toWire));
    }

    static ModelMetrics toRecord(io.judgefleet.v1.ModelMetrics wire) {
        return new ModelMetrics(
                FigureMapping.toRecord(wire.getScope()),
                Optional.ofNullable(wire.getModel()),
                wire.getCounts(),
                wire.getPasses(),
                FigureMapping.each(wire.getFigures(), FigureMapping::toRecord));
    }

    private ModelMetricsMapping() {}
}
