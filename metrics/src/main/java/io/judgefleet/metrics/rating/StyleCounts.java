package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Counts;
import io.judgefleet.metrics.Tally;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Outcomes of every pair of models by how differently the answers were written: all that a style-controlled leaderboard needs
 * (metrics definition B15). Readings without scores are not counted.
 *
 * @param cells how often a pair, seen from its lower model, had which outcome at which difference of styles
 */
public record StyleCounts(SortedMap<Cell, Long> cells) implements Tally<StyleCounts> {
    /**
     * Comparisons that the fit cannot tell apart.
     *
     * @param steps of relative differences, in the order of {@link AnswerStyle#FEATURES}
     */
    public record Cell(ModelPair pair, List<Integer> steps, Preference outcome) implements Comparable<Cell> {
        private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::pair)
                .thenComparing(Cell::outcome)
                .thenComparing(cell -> cell.steps().get(0))
                .thenComparing(cell -> cell.steps().get(1))
                .thenComparing(cell -> cell.steps().get(2))
                .thenComparing(cell -> cell.steps().get(3));

        public Cell {
            steps = List.copyOf(steps);
            if (steps.size() != AnswerStyle.FEATURES.size()) {
                throw new IllegalArgumentException(
                        "expected steps of %s, found %s".formatted(AnswerStyle.FEATURES, steps));
            }
        }

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    public StyleCounts {
        cells = Counts.copyOf(cells);
    }

    public static StyleCounts empty() {
        return new StyleCounts(Collections.emptySortedMap());
    }

    /** Counts a comparison of two different models by their answers' styles, its reading from the first one's side. */
    public StyleCounts plus(
            String first, AnswerStyle firstStyle, String second, AnswerStyle secondStyle, Reading reading) {
        return merge(of(first, firstStyle, second, secondStyle, reading));
    }

    public StyleCounts minus(
            String first, AnswerStyle firstStyle, String second, AnswerStyle secondStyle, Reading reading) {
        return without(of(first, firstStyle, second, secondStyle, reading));
    }

    @Override
    public StyleCounts merge(StyleCounts other) {
        return new StyleCounts(Counts.merge(cells, other.cells));
    }

    @Override
    public StyleCounts without(StyleCounts other) {
        return new StyleCounts(Counts.without(cells, other.cells));
    }

    /** The same outcomes without the styles. */
    public PairCounts pairs() {
        var pairs = new TreeMap<ModelPair, WinTally>();
        cells.forEach((cell, count) -> {
            var tally = switch (cell.outcome()) {
                case FIRST -> WinTally.of(count, 0, 0);
                case TIE -> WinTally.of(0, count, 0);
                case SECOND -> WinTally.of(0, 0, count);
            };
            pairs.merge(cell.pair(), tally, WinTally::merge);
        });
        return new PairCounts(pairs);
    }

    private static StyleCounts of(
            String first, AnswerStyle firstStyle, String second, AnswerStyle secondStyle, Reading reading) {
        if (!reading.isScored()) {
            return empty();
        }
        var outcome = switch (reading) {
            case FIRST -> Preference.FIRST;
            case SECOND -> Preference.SECOND;
            default -> Preference.TIE;
        };
        var cell = ModelPair.isInOrder(first, second)
                ? new Cell(ModelPair.of(first, second), firstStyle.against(secondStyle), outcome)
                : new Cell(ModelPair.of(first, second), secondStyle.against(firstStyle), outcome.swapped());
        return new StyleCounts(new TreeMap<>(Map.of(cell, 1L)));
    }
}
