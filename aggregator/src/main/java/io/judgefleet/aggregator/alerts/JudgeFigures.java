package io.judgefleet.aggregator.alerts;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.figures.Snapshot;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.ModelMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One judge's figures in all windows.
 *
 * @param scope of the window {@code all}
 * @param byWindow by the window's word; a window without verdicts may be missing
 */
record JudgeFigures(FigureScope scope, Map<String, ModelMetrics> byWindow) {
    JudgeFigures {
        byWindow = Map.copyOf(byWindow);
    }

    /** Every judge and mode that has verdicts in the window {@code all}, in the snapshot's order. */
    static List<JudgeFigures> of(Snapshot snapshot) {
        var ofJudges = snapshot.metrics().stream()
                .filter(metrics -> metrics.model().isEmpty())
                .toList();
        var byWindow = ofJudges.stream()
                .collect(Collectors.groupingBy(
                        metrics -> metrics.scope().within(Window.ALL.word()),
                        Collectors.toMap(
                                metrics -> metrics.scope().window(),
                                metrics -> metrics,
                                (one, other) -> one,
                                TreeMap::new)));
        return ofJudges.stream()
                .map(ModelMetrics::scope)
                .filter(scope -> scope.window().equals(Window.ALL.word()))
                .map(scope -> new JudgeFigures(scope, byWindow.getOrDefault(scope, new TreeMap<>())))
                .toList();
    }

    /** A figure of the judge; absent where the window has no verdicts. */
    Figure figure(String name, Window window) {
        return in(window)
                .flatMap(metrics -> Optional.ofNullable(metrics.figures().get(name)))
                .orElseGet(() -> Figure.absent(name, scope.policy(), Map.of("n", 0L), Absence.NO_DATA));
    }

    /** The number of the judge's verdicts in a window. */
    long verdicts(Window window) {
        return in(window)
                .map(metrics -> metrics.counts().getOrDefault("verdicts", 0L))
                .orElse(0L);
    }

    private Optional<ModelMetrics> in(Window window) {
        return Optional.ofNullable(byWindow.get(window.word()));
    }
}
