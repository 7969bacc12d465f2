package io.judgefleet.judgelm.inference;

import io.judgefleet.metrics.ScoreDistribution;
import io.judgefleet.metrics.ScorePair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Score pairs with their log-probabilities, of which only the differences matter. */
final class JointScores {
    private final Map<ScorePair, Double> logProbabilities = new LinkedHashMap<>();

    /** Adds a spelling of a score pair; a pair may have several. */
    void add(ScorePair scores, double logProbability) {
        logProbabilities.merge(scores, logProbability, JointScores::logOfSum);
    }

    /** The log-probability of all of them together. */
    double logProbability() {
        return logProbabilities.values().stream().reduce(Double.NEGATIVE_INFINITY, JointScores::logOfSum);
    }

    /** The probability of each score pair, given that it is one of them. */
    Map<ScorePair, Double> probabilities() {
        double total = logProbability();
        var probabilities = new LinkedHashMap<ScorePair, Double>();
        logProbabilities.forEach((scores, each) -> probabilities.put(scores, Math.exp(each - total)));
        return probabilities;
    }

    ScoreDistribution distribution() {
        var probabilities = probabilities();
        var entropy = probabilities.values().stream()
                .mapToDouble(p -> p == 0 ? 0 : -p * Math.log(p))
                .sum();
        return new ScoreDistribution(
                mean(probabilities, ScorePair::first, 10),
                mean(probabilities, ScorePair::second, 10),
                mean(probabilities, scores -> scores.first() > scores.second() ? 1 : 0, 1),
                mean(probabilities, scores -> scores.first() == scores.second() ? 1 : 0, 1),
                entropy);
    }

    /** The mean of a figure, which rounding shall not carry over its bound. */
    private static double mean(Map<ScorePair, Double> probabilities, ToDoubleFunction<ScorePair> figure, double bound) {
        var mean = probabilities.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * figure.applyAsDouble(entry.getKey()))
                .sum();
        return Math.min(mean, bound);
    }

    static double logOfSum(double a, double b) {
        double most = Math.max(a, b);
        return most == Double.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}
