package io.judgefleet.metrics.agreement;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.statistics.Binomial;
import java.util.Map;

/**
 * A judge that passes or fails single answers against gold (metrics definition B2; Thakur et al. 2406.12624, appendix O).
 *
 * <p>Under {@link Policy#WRONG} an answer that the judge left unscored counts as judged wrongly. Pass and fail know no tie, so
 * that {@link Policy#TIE} drops it as {@link Policy#STRICT} does.
 *
 * @param cells gold pass and gold fail by {@link BinaryReading}
 */
public record BinaryTally(CountTable cells) implements Tally<BinaryTally> {
    /** A judge must beat chance by more than this before anything is corrected by it. */
    private static final double LEAST_INFORMATIVE = 0.05;

    public static BinaryTally empty() {
        return new BinaryTally(CountTable.zeros(2, BinaryReading.values().length));
    }

    public static BinaryTally of(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
        return new BinaryTally(CountTable.of(2, 3, truePositives, falseNegatives, 0, falsePositives, trueNegatives, 0));
    }

    public BinaryTally plus(boolean passesInGold, BinaryReading reading) {
        return new BinaryTally(cells.add(passesInGold ? 0 : 1, reading.ordinal(), 1));
    }

    public BinaryTally minus(boolean passesInGold, BinaryReading reading) {
        return new BinaryTally(cells.add(passesInGold ? 0 : 1, reading.ordinal(), -1));
    }

    @Override
    public BinaryTally merge(BinaryTally other) {
        return new BinaryTally(cells.merge(other.cells));
    }

    @Override
    public BinaryTally without(BinaryTally other) {
        return new BinaryTally(cells.without(other.cells));
    }

    /** Gold by what the judge said, pass before fail, for kappa, Scott's pi, Matthews' correlation and the like. */
    public ConfusionMatrix confusion(Policy policy) {
        var positives = positives(policy);
        var negatives = negatives(policy);
        return new ConfusionMatrix(
                CountTable.of(
                        2,
                        2,
                        positives.right(),
                        positives.n() - positives.right(),
                        negatives.n() - negatives.right(),
                        negatives.right()),
                policy);
    }

    /** Of the answers that pass in gold, those that the judge passes. */
    public Figure truePositiveRate(Policy policy) {
        return positives(policy).figure("B2.true-positive-rate", policy);
    }

    /** Of the answers that fail in gold, those that the judge fails. */
    public Figure trueNegativeRate(Policy policy) {
        return negatives(policy).figure("B2.true-negative-rate", policy);
    }

    /** Pc, the probability that the judge judges by the answer's worth: both rates' sum less 1 (Youden's J). */
    public Figure correctness(Policy policy) {
        var positives = positives(policy);
        var negatives = negatives(policy);
        if (lacksClass(policy)) {
            return Figure.absent("B2.correctness", policy, counts(policy), oneClass(policy));
        }
        return Figure.of("B2.correctness", policy, counts(policy), informedness(policy))
                .withInterval(Binomial.difference(
                        positives.right(), positives.n(), negatives.n() - negatives.right(), negatives.n()));
    }

    /** P+, the probability that the judge passes an answer where it does not judge by its worth; above 1/2 is lenient. */
    public Figure leniency(Policy policy) {
        if (lacksClass(policy)) {
            return Figure.absent("B2.leniency", policy, counts(policy), oneClass(policy));
        }
        var informedness = informedness(policy);
        if (informedness < 0 || informedness == 1) {
            var reason = informedness < 0 ? Absence.UNINFORMATIVE_JUDGE : Absence.ZERO_DENOMINATOR;
            return Figure.absent("B2.leniency", policy, counts(policy), reason);
        }
        var missed = 1 - positives(policy).share();
        var passed = 1 - negatives(policy).share();
        var both = missed + passed;
        // By the delta method: passed / (missed + passed) of two independent shares.
        var variance = (missed * missed * negatives(policy).variance()
                        + passed * passed * positives(policy).variance())
                / Math.pow(both, 4);
        return Figure.of("B2.leniency", policy, counts(policy), passed / both)
                .withInterval(within01(passed / both, Math.sqrt(variance)));
    }

    /** What the judge passes less what passes in gold, as a share of all. */
    public Figure scoreInflation(Policy policy) {
        var positives = positives(policy);
        var negatives = negatives(policy);
        var n = positives.n() + negatives.n();
        if (n == 0) {
            return Figure.absent("B2.score-inflation", policy, counts(policy), Absence.NO_DATA);
        }
        var wronglyPassed = negatives.n() - negatives.right();
        var wronglyFailed = positives.n() - positives.right();
        var inflation = (double) (wronglyPassed - wronglyFailed) / n;
        var variance = ((double) (wronglyPassed + wronglyFailed) / n - inflation * inflation) / n;
        return Figure.of("B2.score-inflation", policy, counts(policy), inflation)
                .withInterval(Interval.normal(inflation, Math.sqrt(Math.max(0, variance))));
    }

    /**
     * The share of answers without gold that would pass in gold, from the share that the judge passes and from what this tally
     * says of the judge (Rogan and Gladen 1978).
     */
    public Figure correctedPassRate(long passed, long judged, Policy policy) {
        var counts = Map.of(
                "passed",
                passed,
                "n",
                judged,
                "calibration",
                positives(policy).n() + negatives(policy).n());
        if (judged == 0 || lacksClass(policy)) {
            var reason = judged == 0 ? Absence.NO_DATA : oneClass(policy);
            return Figure.absent("B2.corrected-pass-rate", policy, counts, reason);
        }
        var informedness = informedness(policy);
        if (informedness <= LEAST_INFORMATIVE) {
            return Figure.absent("B2.corrected-pass-rate", policy, counts, Absence.UNINFORMATIVE_JUDGE);
        }
        var observed = (double) passed / judged;
        var rate = Math.clamp((observed + negatives(policy).share() - 1) / informedness, 0, 1);
        var variance = observed * (1 - observed) / judged
                + rate * rate * positives(policy).variance()
                + (1 - rate) * (1 - rate) * negatives(policy).variance();
        return Figure.of("B2.corrected-pass-rate", policy, counts, rate)
                .withInterval(within01(rate, Math.sqrt(variance) / informedness));
    }

    /** Answers of one gold class and those that were judged rightly. */
    private record Rate(long right, long n) {
        double share() {
            return (double) right / n;
        }

        double variance() {
            return share() * (1 - share()) / n;
        }

        Figure figure(String definition, Policy policy) {
            return Figure.share(definition, policy, "right", right, n);
        }
    }

    private Rate positives(Policy policy) {
        return rate(0, BinaryReading.PASS, policy);
    }

    private Rate negatives(Policy policy) {
        return rate(1, BinaryReading.FAIL, policy);
    }

    private Rate rate(int gold, BinaryReading right, Policy policy) {
        var unscored = cells.cell(gold, BinaryReading.UNSCORED.ordinal());
        var n = cells.rowTotal(gold) - (policy.ofConsistency() == Policy.WRONG ? 0 : unscored);
        return new Rate(cells.cell(gold, right.ordinal()), n);
    }

    private double informedness(Policy policy) {
        return positives(policy).share() + negatives(policy).share() - 1;
    }

    private boolean lacksClass(Policy policy) {
        return positives(policy).n() == 0 || negatives(policy).n() == 0;
    }

    private Absence oneClass(Policy policy) {
        return positives(policy).n() + negatives(policy).n() == 0 ? Absence.NO_DATA : Absence.NO_VARIANCE;
    }

    private Map<String, Long> counts(Policy policy) {
        var positives = positives(policy);
        var negatives = negatives(policy);
        return Map.of(
                "truePositives",
                positives.right(),
                "falseNegatives",
                positives.n() - positives.right(),
                "falsePositives",
                negatives.n() - negatives.right(),
                "trueNegatives",
                negatives.right(),
                "n",
                positives.n() + negatives.n());
    }

    private static Interval within01(double estimate, double error) {
        var free = Interval.normal(estimate, error);
        return new Interval(Math.max(0, free.low()), Math.min(1, free.high()), free.level(), free.method());
    }
}
