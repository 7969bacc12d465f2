package io.judgefleet.judgelm.cli.report;

import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.ScoreDistribution;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How far a way of computing agrees with another, pass by pass.
 *
 * @param preferences the share of passes with the same preference
 * @param scores the share of passes with the same scores
 * @param meanShift how far expected scores lie apart, on average
 * @param largestShift and at most
 * @param probabilityShift how far the probabilities that the first answer is better lie apart, on average
 */
public record AgreementReport(
        int passes, double preferences, double scores, double meanShift, double largestShift, double probabilityShift) {
    /** Compares the passes of the same tasks in the same order. */
    public static AgreementReport of(List<Pass> exact, List<Pass> other) {
        var shifts = IntStream.range(0, exact.size())
                .mapToDouble(i -> Math.max(
                        shift(exact.get(i), other.get(i), ScoreDistribution::expectedFirst),
                        shift(exact.get(i), other.get(i), ScoreDistribution::expectedSecond)))
                .summaryStatistics();
        var probabilityShift = IntStream.range(0, exact.size())
                .mapToDouble(i -> shift(exact.get(i), other.get(i), ScoreDistribution::firstBetter))
                .average();
        return new AgreementReport(
                exact.size(),
                share(exact.size(), i -> preference(exact.get(i)) == preference(other.get(i))),
                share(
                        exact.size(),
                        i -> exact.get(i).outcome().equals(other.get(i).outcome())),
                shifts.getAverage(),
                shifts.getMax(),
                probabilityShift.orElse(0));
    }

    /** One line of JSON. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"passes\": %d, \"same_preference\": %.4f, \"same_scores\": %.4f, \"mean_score_shift\": %.4f,"
                        + " \"largest_score_shift\": %.4f, \"mean_probability_shift\": %.4f}",
                passes,
                preferences,
                scores,
                meanShift,
                largestShift,
                probabilityShift);
    }

    private static double share(int count, IntPredicate holds) {
        return count == 0 ? 0 : (double) IntStream.range(0, count).filter(holds).count() / count;
    }

    private static double shift(Pass a, Pass b, ToDoubleFunction<ScoreDistribution> figure) {
        return Math.abs(figure.applyAsDouble(a.distribution().orElseThrow())
                - figure.applyAsDouble(b.distribution().orElseThrow()));
    }

    private static Preference preference(Pass pass) {
        return pass.outcome().scorePair().orElseThrow().preference();
    }
}
