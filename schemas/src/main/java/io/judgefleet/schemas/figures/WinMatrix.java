package io.judgefleet.schemas.figures;

import java.util.List;

/** How often each model beat and tied each other one, in the order of the models. */
public record WinMatrix(List<String> models, List<List<Long>> wins, List<List<Long>> ties) {
    public WinMatrix {
        models = List.copyOf(models);
        wins = requireSquare(models.size(), wins);
        ties = requireSquare(models.size(), ties);
    }

    /** The matrix of the first models. */
    public WinMatrix cut(int kept) {
        return kept >= models.size()
                ? this
                : new WinMatrix(models.subList(0, kept), corner(wins, kept), corner(ties, kept));
    }

    private static List<List<Long>> corner(List<List<Long>> table, int kept) {
        return table.subList(0, kept).stream().map(row -> row.subList(0, kept)).toList();
    }

    private static List<List<Long>> requireSquare(int size, List<List<Long>> table) {
        if (table.size() != size || table.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("expected a table of %d by %d, found another".formatted(size, size));
        }
        return table.stream().map(List::copyOf).toList();
    }
}
