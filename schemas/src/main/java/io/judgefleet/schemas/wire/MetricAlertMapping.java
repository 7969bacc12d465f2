package io.judgefleet.schemas.wire;

import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.Symbols;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.MetricAlert.Direction;
import io.judgefleet.schemas.figures.MetricAlert.Limit;
import io.judgefleet.schemas.figures.MetricAlert.State;

/** An alert on the wire. */
final class MetricAlertMapping {
    static io.judgefleet.v1.MetricAlert toWire(MetricAlert alert) {
        return new io.judgefleet.v1.MetricAlert(
                alert.rule(),
                KebabCase.of(alert.state()),
                FigureMapping.toWire(alert.scope()),
                alert.figureName(),
                KebabCase.of(alert.limit().direction()),
                alert.limit().threshold(),
                alert.limit().minimum(),
                FigureMapping.toWire(alert.figure()),
                alert.at());
    }

    static MetricAlert toRecord(io.judgefleet.v1.MetricAlert wire) {
        return new MetricAlert(
                wire.getRule(),
                Symbols.ofWord(State.class, wire.getState()),
                FigureMapping.toRecord(wire.getScope()),
                wire.getFigureName(),
                new Limit(Symbols.ofWord(Direction.class, wire.getDirection()), wire.getThreshold(), wire.getMinimum()),
                FigureMapping.toRecord(wire.getFigure()),
                wire.getAt());
    }

    private MetricAlertMapping() {}
}
