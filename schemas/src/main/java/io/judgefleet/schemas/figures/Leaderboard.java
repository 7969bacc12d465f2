package io.judgefleet.schemas.figures;

import io.judgefleet.judgement.Require;
import java.util.List;

/**
 * The models under test by rating, as one judge sees them.
 *
 * @param votes comparisons that count
 * @param groups of models that share a scale
 * @param rows by group and then by rating
 * @param matrix of the models of the first rows; of all of them unless the board was cut
 * @param omittedRows how many rows were left out at the end
 */
public record Leaderboard(
        FigureScope scope, long votes, int groups, List<LeaderboardRow> rows, WinMatrix matrix, int omittedRows) {
    public Leaderboard {
        rows = List.copyOf(rows);
        Require.notNegative(omittedRows, "omitted rows");
    }

    /** A board with all its rows. */
    public Leaderboard(FigureScope scope, long votes, int groups, List<LeaderboardRow> rows, WinMatrix matrix) {
        this(scope, votes, groups, rows, matrix, 0);
    }

    /** The first rows, and the matrix of the models of the first of these. */
    public Leaderboard cut(int keptRows, int keptModels) {
        return new Leaderboard(
                scope,
                votes,
                groups,
                rows.subList(0, keptRows),
                matrix.cut(keptModels),
                omittedRows + rows.size() - keptRows);
    }

    /** The key on the compacted topic: a newer record of the same key replaces the older one. */
    public String key() {
        return "%s|%s".formatted(scope.key(), scope.window());
    }
}
