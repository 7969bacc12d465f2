package io.judgefleet.metrics.reranking;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.Tally;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * How well judges rank documents, by normalised discounted cumulative gain of the first k (Järvelin and Kekäläinen 2002; metrics
 * page A1): once with the exponential gain of Burges et al. (2005), and once as trec_eval counts, whose figures BEIR, BRIGHT and
 * JudgeRank report.
 *
 * @param k how many places count
 * @param gains of the queries that have a relevant document
 * @param trecGains of all queries, 0 for those that have none
 * @param withoutRelevant queries that have no relevant document
 */
public record RankingTally(int k, MeanTally gains, MeanTally trecGains, long withoutRelevant)
        implements Tally<RankingTally> {
    /** Equal scores by document id, upwards. */
    private static final Comparator<Map.Entry<String, Double>> RANKED =
            Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    /** Scores in single precision, equal ones by the octets of the document id, downwards. */
    private static final Comparator<Map.Entry<String, Double>> TREC_RANKED =
            Comparator.<Map.Entry<String, Double>>comparingDouble(
                            document -> document.getValue().floatValue())
                    .thenComparing(
                            document -> document.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
                    .reversed();

    public RankingTally {
        Require.within(1, 1e6, k, "number of places");
        Require.notNegative(withoutRelevant, "queries without relevant documents");
    }

    public static RankingTally of(int k) {
        return new RankingTally(k, MeanTally.empty(), MeanTally.empty(), 0);
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
        return new RankingTally(
                k,
                gains.merge(other.gains),
                trecGains.merge(other.trecGains),
                Math.addExact(withoutRelevant, other.withoutRelevant));
    }

    @Override
    public RankingTally without(RankingTally other) {
        requireSamePlaces(other);
        return new RankingTally(
                k,
                gains.without(other.gains),
                trecGains.without(other.trecGains),
                Math.subtractExact(withoutRelevant, other.withoutRelevant));
    }

    /** With the gain 2^relevance - 1, over queries that have a relevant document. */
    public Figure gain() {
        return mean(gains, "A1.ndcg");
    }

    /** As trec_eval's {@code ndcg_cut}, with {@code -c} where queries that are in no run are counted with no scores. */
    public Figure trecGain() {
        return mean(trecGains, "A1.ndcg-trec");
    }

    /** One query's gain; equal scores are ordered by document id. Empty where no document is relevant. */
    public static OptionalDouble gain(int k, Map<String, Double> scores, Map<String, Integer> relevances) {
        return gain(k, ranked(scores, relevances, RANKED), relevances, relevance -> Math.pow(2, relevance) - 1);
    }

    /** One query's gain as trec_eval counts it: the relevance itself, of which none is below 0. */
    public static double trecGain(int k, Map<String, Double> scores, Map<String, Integer> relevances) {
        return gain(k, ranked(scores, relevances, TREC_RANKED), relevances, relevance -> Math.max(0, relevance))
                .orElse(0);
    }

    private static RankingTally of(int k, Map<String, Double> scores, Map<String, Integer> relevances) {
        var gain = gain(k, scores, relevances);
        var trec = MeanTally.empty().plus(trecGain(k, scores, relevances));
        return gain.isPresent()
                ? new RankingTally(k, MeanTally.empty().plus(gain.getAsDouble()), trec, 0)
                : new RankingTally(k, MeanTally.empty(), trec, 1);
    }

    private Figure mean(MeanTally tally, String definition) {
        var mean = tally.mean(definition, Policy.STRICT);
        var counts = new TreeMap<>(mean.counts());
        counts.put("k", (long) k);
        counts.put("withoutRelevant", withoutRelevant);
        return new Figure(mean.definition(), mean.policy(), counts, mean.estimate());
    }

    private static List<Integer> ranked(
            Map<String, Double> scores, Map<String, Integer> relevances, Comparator<Map.Entry<String, Double>> order) {
        return scores.entrySet().stream()
                .sorted(order)
                .map(document -> relevances.getOrDefault(document.getKey(), 0))
                .toList();
    }

    private static OptionalDouble gain(
            int k, List<Integer> ranked, Map<String, Integer> relevances, IntToDoubleFunction worth) {
        List<Integer> ideal = new ArrayList<>(relevances.values());
        ideal.sort(Comparator.reverseOrder());
        var best = discounted(k, ideal, worth);
        return best > 0 ? OptionalDouble.of(discounted(k, ranked, worth) / best) : OptionalDouble.empty();
    }

    private static double discounted(int k, List<Integer> relevances, IntToDoubleFunction worth) {
        var sum = 0.0;
        for (var place = 0; place < Math.min(k, relevances.size()); place++) {
            sum += worth.applyAsDouble(relevances.get(place)) * Math.log(2) / Math.log(place + 2.0);
        }
        return sum;
    }

    private void requireSamePlaces(RankingTally other) {
        if (k != other.k) {
            throw new IllegalArgumentException("expected gains of %d places, found %d".formatted(k, other.k));
        }
    }
}
