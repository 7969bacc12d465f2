package io.judgefleet.schemas.figures;

import io.judgefleet.metrics.Figure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model's place on a leaderboard.
 *
 * @param place ranks within the group
 * @param group from 1; ratings of different groups have no common scale
 * @param votes comparisons of this model that count
 * @param agreement of the judge with labels, in this model's comparisons
 * @param controlled the same standing with something held fixed, by name
 */
public record LeaderboardRow(
        String model,
        int group,
        Place place,
        Figure rating,
        long votes,
        Figure winRate,
        Figure consistency,
        Figure agreement,
        Map<String, Figure> controlled) {
    public LeaderboardRow {
        controlled = Collections.unmodifiableMap(new LinkedHashMap<>(controlled));
    }

    /**
     * Where a model stands, and where it may stand as far as the intervals say.
     *
     * @param rank 1 + the models whose interval lies wholly above
     */
    public record Place(int rank, int best, int worst) {}

    /** The same row at another place. */
    public LeaderboardRow withPlace(Place other) {
        return new LeaderboardRow(model, group, other, rating, votes, winRate, consistency, agreement, controlled);
    }

    /** The same row with these columns. */
    public LeaderboardRow withControlled(Map<String, Figure> columns) {
        return new LeaderboardRow(model, group, place, rating, votes, winRate, consistency, agreement, columns);
    }
}
