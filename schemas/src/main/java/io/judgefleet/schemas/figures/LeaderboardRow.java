package io.judgefleet.schemas.figures;

import io.judgefleet.metrics.Figure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model's place on a leaderboard.
 *
 * @param place ranks within the group
 * @param group from 1; ratings of different groups have no common scale
 * @param votes comparisons of this model that count
 * @param columns figures by name, the {@link #STANDING} among them
 */
public record LeaderboardRow(String model, int group, Place place, long votes, Map<String, Figure> columns) {
    /** The columns of every row: on the wire and in JSON, each is a field of its own. */
    public static final List<String> STANDING = List.of("rating", "winRate", "consistency", "agreement");

    public LeaderboardRow {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        for (var name : STANDING) {
            if (!columns.containsKey(name)) {
                throw new IllegalArgumentException("expected a column %s, found %s".formatted(name, columns.keySet()));
            }
        }
    }

    /**
     * Where a model stands, and where it may stand as far as the intervals say.
     *
     * @param rank 1 + the models whose interval lies wholly above
     */
    public record Place(int rank, int best, int worst) {}

    /** One of the {@link #STANDING}. */
    public Figure column(String name) {
        return Objects.requireNonNull(columns.get(name), name);
    }

    public Figure rating() {
        return column("rating");
    }

    /** The other columns: the same standing with something held fixed. */
    public Map<String, Figure> controlled() {
        var controlled = new LinkedHashMap<>(columns);
        STANDING.forEach(controlled::remove);
        return controlled;
    }

    /** The same row at another place. */
    public LeaderboardRow withPlace(Place other) {
        return new LeaderboardRow(model, group, other, votes, columns);
    }

    /** The same row with these columns in place of those of the same name, or besides. */
    public LeaderboardRow withMoreColumns(Map<String, Figure> others) {
        var more = new LinkedHashMap<>(columns);
        more.putAll(others);
        return new LeaderboardRow(model, group, place, votes, more);
    }
}
