package io.judgefleet.schemas.wire;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.IntervalMethod;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.Symbols;
import io.judgefleet.schemas.figures.FigureScope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Figures and their scopes on the wire. */
final class FigureMapping {
    static io.judgefleet.v1.FigureScope toWire(FigureScope scope) {
        return new io.judgefleet.v1.FigureScope(
                new io.judgefleet.v1.JudgeVersion(
                        scope.judge().name(),
                        scope.judge().fingerprint(),
                        Symbols.toWire(
                                io.judgefleet.v1.WeightsOrigin.class,
                                scope.judge().weightsOrigin())),
                Symbols.toWire(io.judgefleet.v1.JudgingMode.class, scope.mode()),
                scope.window(),
                KebabCase.of(scope.policy()),
                KebabCase.of(scope.resolution()));
    }

    static FigureScope toRecord(io.judgefleet.v1.FigureScope wire) {
        return new FigureScope(
                new JudgeVersion(
                        wire.getJudge().getName(),
                        wire.getJudge().getFingerprint(),
                        Symbols.toRecord(WeightsOrigin.class, wire.getJudge().getWeightsOrigin())),
                Symbols.toRecord(JudgingMode.class, wire.getMode()),
                wire.getWindow(),
                Symbols.ofWord(Policy.class, wire.getPolicy()),
                Symbols.ofWord(Resolution.class, wire.getResolution()));
    }

    static io.judgefleet.v1.Figure toWire(Figure figure) {
        var value = figure.value();
        return new io.judgefleet.v1.Figure(
                figure.definition(),
                KebabCase.of(figure.policy()),
                value.isPresent() ? value.getAsDouble() : null,
                figure.interval().map(FigureMapping::toWire).orElse(null),
                figure.absence().map(KebabCase::of).orElse(null),
                new TreeMap<>(figure.counts()));
    }

    static Figure toRecord(io.judgefleet.v1.Figure wire) {
        var policy = Symbols.ofWord(Policy.class, wire.getPolicy());
        if (wire.getValue() == null) {
            var absence = Optional.ofNullable(wire.getAbsence())
                    .map(word -> Symbols.ofWord(Absence.class, word))
                    .orElseThrow(() -> new IllegalArgumentException("expected a value or an absence, found neither"));
            return Figure.absent(wire.getDefinition(), policy, wire.getCounts(), absence);
        }
        var figure = Figure.of(wire.getDefinition(), policy, wire.getCounts(), wire.getValue());
        return Optional.ofNullable(wire.getInterval())
                .map(interval -> figure.withInterval(toRecord(interval)))
                .orElse(figure);
    }

    static <A, B> Map<String, B> each(Map<String, A> map, Function<A, B> mapping) {
        var mapped = new HashMap<String, B>();
        map.forEach((name, value) -> mapped.put(name, mapping.apply(value)));
        return mapped;
    }

    private static io.judgefleet.v1.FigureInterval toWire(Interval interval) {
        return new io.judgefleet.v1.FigureInterval(
                interval.low(), interval.high(), interval.level(), KebabCase.of(interval.method()));
    }

    private static Interval toRecord(io.judgefleet.v1.FigureInterval wire) {
        return new Interval(
                wire.getLow(), wire.getHigh(), wire.getLevel(), Symbols.ofWord(IntervalMethod.class, wire.getMethod()));
    }

    private FigureMapping() {}
}
