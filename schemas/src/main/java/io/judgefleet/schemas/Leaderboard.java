package io.judgefleet.schemas;

import java.util.List;

/**
 * The models under test by rating, as one judge sees them.
 *
 * @param votes comparisons that count
 * @param groups of models that share a scale
 * @param rows by group and then by rating
 */
public record Leaderboard(FigureScope scope, long votes, int groups, List<LeaderboardRow> rows, WinMatrix matrix) {
    public Leaderboard {
        rows = List.copyOf(rows);
    }

    /** The key on the compacted topic: a newer record of the same key replaces the older one. */
    public String key() {
        return "%s|%s".formatted(scope.key(), scope.window());
    }
}
