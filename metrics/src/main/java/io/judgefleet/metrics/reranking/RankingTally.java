package io.judgefleet.metrics.reranking;

import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.Require;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.statistics.MeanTally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How well judges rank documents, by normalised discounted cumulative gain of the first k (Järvelin and Kekäläinen 2002, with
 * the exponential gain of Burges et al. 2005; metrics page A1).
 *
 * @param k how many places count
 * @param gains of the queries that have a relevant document
 * @param withoutRelevant queries that have none, and no gain
 */
public record RankingTally(int k, MeanTally gains, long withoutRelevant) implements Tally<RankingTally> {
    public RankingTally {
        Require.within(1, 1e6, k, "number of places");
        Require.notNegative(withoutRelevant, "queries without relevant documents");
    }

    public static RankingTally of(int k) {
        return new RankingTally(k, MeanTally.empty(), 0);
    }

    /** Counts a query by its documents' scores and relevances; a document without relevance has none. */
    public RankingTally plus(Map<String, Double> scores, Map<String, Integer> relevances) {
        return merge(of(k, scores, relevances));
    }

    public RankingTally minus(Map<String, Double> scores, Map<String, Integer> relevances) {
        return without(of(k, scores, relevances));
    }

    @Override
    public RankingTally merge(RankingTally other) {
        requireSamePlaces(other);
        return new RankingTally(k, gains.merge(other.gains), Math.addExact(withoutRelevant, other.withoutRelevant));
    }

    @Override
    public RankingTally without(RankingTally other) {
        requireSamePlaces(other);
        return new RankingTally(
                k, gains.without(other.gains), Math.subtractExact(withoutRelevant, other.withoutRelevant));
    }

    public Figure gain() {
        var mean = gains.mean("A1.ndcg", Policy.STRICT);
        var counts = new TreeMap<>(mean.counts());
        counts.put("k", (long) k);
        counts.put("withoutRelevant", withoutRelevant);
        return new Figure(mean.definition(), mean.policy(), counts, mean.estimate());
    }

    /** One query's gain; equal scores are ordered by document id. Empty where no document is relevant. */
    public static OptionalDouble gain(int k, Map<String, Double> scores, Map<String, Integer> relevances) {
        var ranked = scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(document -> relevances.getOrDefault(document.getKey(), 0))
                .toList();
        List<Integer> ideal = new ArrayList<>(relevances.values());
        ideal.sort(Comparator.reverseOrder());
        var best = discounted(k, ideal);
        return best > 0 ? OptionalDouble.of(discounted(k, ranked) / best) : OptionalDouble.empty();
    }

    private static RankingTally of(int k, Map<String, Double> scores, Map<String, Integer> relevances) {
        var gain = gain(k, scores, relevances);
        return gain.isPresent()
                ? new RankingTally(k, MeanTally.empty().plus(gain.getAsDouble()), 0)
                : new RankingTally(k, MeanTally.empty(), 1);
    }

    private static double discounted(int k, List<Integer> relevances) {
        var sum = 0.0;
        for (var place = 0; place < Math.min(k, relevances.size()); place++) {
            sum += (Math.pow(2, relevances.get(place)) - 1) * Math.log(2) / Math.log(place + 2.0);
        }
        return sum;
    }

    private void requireSamePlaces(RankingTally other) {
        if (k != other.k) {
            throw new IllegalArgumentException("expected gains of %d places, found %d".formatted(k, other.k));
        }
    }
}
