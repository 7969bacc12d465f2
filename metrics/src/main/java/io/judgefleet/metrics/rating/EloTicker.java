package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Require;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Online Elo ratings, updated by one comparison after the other (metrics definition B13).
 *
 * <p>A ticker, no leaderboard: the ratings depend on the order of the comparisons, cannot be merged, windowed or corrected,
 * and have no interval. {@link BradleyTerry} has none of these faults.
 *
 * @param ratings of the models seen so far
 * @param comparisons counted so far
 */
public record EloTicker(SortedMap<String, Double> ratings, long comparisons) {
    private static final double START = 1000;
    private static final double STEP = 4;

    public EloTicker {
        ratings = Collections.unmodifiableSortedMap(new TreeMap<>(ratings));
        Require.notNegative(comparisons, "comparisons");
    }

    public static EloTicker start() {
        return new EloTicker(new TreeMap<>(), 0);
    }

    public EloTicker next(String first, String second, Preference preference) {
        Require.different(first, second, "models");
        var points = switch (preference) {
            case FIRST -> 1.0;
            case TIE -> 0.5;
            case SECOND -> 0.0;
        };
        var move = STEP * (points - expected(rating(second) - rating(first)));
        var moved = new TreeMap<>(ratings);
        moved.put(first, rating(first) + move);
        moved.put(second, rating(second) - move);
        return new EloTicker(moved, comparisons + 1);
    }

    public double rating(String model) {
        return ratings.getOrDefault(model, START);
    }

    private static double expected(double lead) {
        return 1 / (1 + Math.pow(10, lead / 400));
    }
}
