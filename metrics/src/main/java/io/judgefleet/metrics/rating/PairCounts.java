package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
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

    /** The mean of the model's win rates over its opponents, each opponent of the same weight. */
    public Figure averageWinRate(String model, Policy policy) {
        var n = 0L;
        var opponents = 0L;
        var sum = 0.0;
        for (var opponent : models()) {
            var tally = opponent.equals(model) ? WinTally.empty() : between(model, opponent);
            if (tally.n(policy) > 0) {
                n += tally.n(policy);
                opponents++;
                sum += (tally.wins(policy) + 0.5 * tally.ties(policy)) / tally.n(policy);
            }
        }
        var counts = Map.of("opponents", opponents, "n", n);
        return n == 0
                ? Figure.absent("B10.average-win-rate", policy, counts, Absence.NO_DATA)
                : Figure.of("B10.average-win-rate", policy, counts, sum / opponents);
    }

    private static PairCounts of(String first, String second, Reading reading) {
        var seen = ModelPair.isInOrder(first, second) ? reading : reading.swapped();
        return new PairCounts(new TreeMap<>(
                Map.of(ModelPair.of(first, second), WinTally.empty().plus(seen))));
    }
}
