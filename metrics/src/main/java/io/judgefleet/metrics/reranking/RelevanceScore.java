package io.judgefleet.metrics.reranking;

import io.judgefleet.judgement.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A judge's probability that a document answers a query (Niu et al. 2411.00142, JudgeRank; metrics page A1). */
public final class RelevanceScore {
    /** The mean of several judges' scores, and who said nothing. */
    public record Ensemble(OptionalDouble score, List<String> missing) {
        public Ensemble {
            missing = List.copyOf(missing);
        }
    }

    /**
     * The weight of all ways to write yes against those to write no, from their log-probabilities; empty where the judge
     * offered neither, which is no zero.
     */
    public static OptionalDouble of(double[] yes, double[] no) {
        var most = Math.max(largest(yes), largest(no));
        if (most == Double.NEGATIVE_INFINITY) {
            return OptionalDouble.empty();
        }
        var ofYes = sumOfExponentials(yes, most);
        return OptionalDouble.of(ofYes / (ofYes + sumOfExponentials(no, most)));
    }

    /** The judge's score and the first stage's, which lies between 0 and 1 ({@link #normalised}), weighted. */
    public static double hybrid(double judgeShare, double score, double firstStage) {
        Require.within(0, 1, judgeShare, "share of the judge");
        return judgeShare * score + (1 - judgeShare) * Require.within(0, 1, firstStage, "first-stage score");
    }

    /** JudgeRank's own mixture: a hundred times the judge's score and the first stage's as it is, such as that of BM25. */
    public static double judgeRank(double score, double firstStage) {
        return 100 * Require.within(0, 1, score, "score") + firstStage;
    }

    /** A query's first-stage scores brought to 0 to 1; where all are equal they say nothing and are 0. */
    public static double[] normalised(double... firstStage) {
        var least = Arrays.stream(firstStage).min().orElse(0);
        var range = Arrays.stream(firstStage).max().orElse(0) - least;
        return Arrays.stream(firstStage)
                .map(score -> range > 0 ? (score - least) / range : 0)
                .toArray();
    }

    public static Ensemble ensemble(Map<String, OptionalDouble> byJudge) {
        List<String> missing = new ArrayList<>();
        var present = new ArrayList<Double>();
        new TreeMap<>(byJudge).forEach((judge, score) -> {
            if (score.isPresent()) {
                present.add(score.getAsDouble());
            } else {
                missing.add(judge);
            }
        });
        return new Ensemble(present.stream().mapToDouble(Double::doubleValue).average(), missing);
    }

    private static double largest(double[] logarithms) {
        return Arrays.stream(logarithms).max().orElse(Double.NEGATIVE_INFINITY);
    }

    private static double sumOfExponentials(double[] logarithms, double shift) {
        return Arrays.stream(logarithms).map(each -> Math.exp(each - shift)).sum();
    }

    private RelevanceScore() {}
}
