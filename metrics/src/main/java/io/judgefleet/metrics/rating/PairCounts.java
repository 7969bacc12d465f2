package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.Reading;
import io.judgefleet.metrics.Tally;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Wins, ties and losses of every pair of models, all that a Bradley-Terry leaderboard needs (metrics definition B14).
 *
 * @param pairs tallies from the point of view of the pair's lower model; pairs never compared have none
 */
public record PairCounts(SortedMap<ModelPair, WinTally> pairs) implements Tally<PairCounts> {
    public PairCounts {
        var copy = new TreeMap<>(pairs);
        copy.values().removeIf(tally -> tally.readings().total() == 0);
        pairs = Collections.unmodifiableSortedMap(copy);
    }

    public static PairCounts empty() {
        return new PairCounts(new TreeMap<>());
    }

    /** Counts a comparison of two different models, its reading from the first one's point of view. */
    public PairCounts plus(String first, String second, Reading reading) {
        return merge(of(first, second, reading));
    }

    public PairCounts minus(String first, String second, Reading reading) {
        return without(of(first, second, reading));
    }

    @Override
    public PairCounts merge(PairCounts other) {
        var sum = new TreeMap<>(pairs);
        other.pairs.forEach((pair, tally) -> sum.merge(pair, tally, WinTally::merge));
        return new PairCounts(sum);
    }

    @Override
    public PairCounts without(PairCounts other) {
        var rest = new TreeMap<>(pairs);
        other.pairs.forEach((pair, tally) ->
                rest.put(pair, rest.getOrDefault(pair, WinTally.empty()).without(tally)));
        return new PairCounts(rest);
    }

    /** All models that were compared, by id. */
    public SortedSet<String> models() {
        var models = new TreeSet<String>();
        pairs.keySet().forEach(pair -> Collections.addAll(models, pair.lower(), pair.higher()));
        return models;
    }

    /** How the model fared against the opponent. */
    public WinTally between(String model, String opponent) {
        var tally = pairs.getOrDefault(ModelPair.of(model, opponent), WinTally.empty());
        return ModelPair.isInOrder(model, opponent) ? tally : tally.swapped();
    }

    /** How the model fared against all others, each comparison of the same weight. */
    public WinTally of(String model) {
        return models().stream()
                .filter(opponent -> !opponent.equals(model))
                .map(opponent -> between(model, opponent))
                .reduce(WinTally.empty(), WinTally::merge);
    }

    private static PairCounts of(String first, String second, Reading reading) {
        var seen = ModelPair.isInOrder(first, second) ? reading : reading.swapped();
        return new PairCounts(new TreeMap<>(
                Map.of(ModelPair.of(first, second), WinTally.empty().plus(seen))));
    }
}
