package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgement.ScoreDistribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Lines of scores with their log-probabilities, of which only the differences matter. */
final class JointScores {
    private final Map<List<Double>, Double> logProbabilities = new LinkedHashMap<>();

    /** Adds a spelling of some scores, which may have several. */
    void add(List<Double> scores, double logProbability) {
        logProbabilities.merge(scores, logProbability, JointScores::logOfSum);
    }

    /** The log-probability of all of them together. */
    double logProbability() {
        return logProbabilities.values().stream().reduce(Double.NEGATIVE_INFINITY, JointScores::logOfSum);
    }

    /** The probability of each line of scores, given that it is one of them. */
    Map<List<Double>, Double> probabilities() {
        double total = logProbability();
        var probabilities = new LinkedHashMap<List<Double>, Double>();
        logProbabilities.forEach((scores, each) -> probabilities.put(scores, Math.exp(each - total)));
        return probabilities;
    }

    /** The mean of each score. */
    List<Double> expectations() {
        var probabilities = probabilities();
        var answers = probabilities.keySet().iterator().next().size();
        return IntStream.range(0, answers)
                .mapToObj(answer -> mean(probabilities, scores -> scores.get(answer), 10))
                .toList();
    }

    /** What is known of two scores. */
    ScoreDistribution distribution() {
        var probabilities = probabilities();
        var entropy = probabilities.values().stream()
                .mapToDouble(p -> p == 0 ? 0 : -p * Math.log(p))
                .sum();
        return new ScoreDistribution(
                mean(probabilities, scores -> scores.get(0), 10),
                mean(probabilities, scores -> scores.get(1), 10),
                mean(probabilities, scores -> scores.get(0) > scores.get(1) ? 1 : 0, 1),
                mean(probabilities, scores -> scores.get(0).equals(scores.get(1)) ? 1 : 0, 1),
                entropy);
    }

    /** The mean of a figure, which rounding shall not carry over its bound. */
    private static double mean(
            Map<List<Double>, Double> probabilities, ToDoubleFunction<List<Double>> figure, double bound) {
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
