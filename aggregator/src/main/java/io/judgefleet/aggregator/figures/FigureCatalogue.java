package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.figures.FigureDefinition.Scope;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every figure that the aggregator computes, with all that REST, topics, command line, page, Prometheus and CSV need to show it. A
 * figure that is added to one of the groups appears in all of them.
 */
public final class FigureCatalogue {
    private static final List<FigureDefinition> ALL = Stream.<FigureGroup<?>>of(
                    StandingFigures.OF_RATINGS,
                    JudgeFigures.OF_WINS,
                    JudgeFigures.OF_VERDICTS,
                    JudgeFigures.OF_VOTES,
                    StandingFigures.OF_LENGTHS,
                    StandingFigures.OF_STYLES,
                    StandingFigures.OF_JUDGES_STYLES,
                    WatchFigures.OF_CANARIES,
                    WatchFigures.OF_REPETITIONS)
            .map(FigureGroup::definitions)
            .flatMap(Collection::stream)
            .toList();

    /** All figures, in the order in which they are shown. */
    public static List<FigureDefinition> all() {
        return ALL;
    }

    /** The figures of a scope, in the order in which they are shown. */
    public static List<FigureDefinition> of(Scope scope) {
        return ALL.stream()
                .filter(definition -> definition.scopes().contains(scope))
                .toList();
    }

    /** The figures that are known of a judge at any time, which limits can be set for and Prometheus shows. */
    public static List<FigureDefinition> ofJudges() {
        return Stream.of(Scope.JUDGE, Scope.CANARY)
                .map(FigureCatalogue::of)
                .flatMap(Collection::stream)
                .toList();
    }

    private FigureCatalogue() {}
}
