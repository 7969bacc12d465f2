package io.judgefleet.metrics.agreement;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Binomial;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.IntervalMethod;
import io.judgefleet.metrics.Range;
import io.judgefleet.metrics.Tally;
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
        return new BinaryTally(CountTable.zeros(2, BinaryReading.CODES.width()));
    }

    public static BinaryTally of(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
        return new BinaryTally(CountTable.of(2, 3, truePositives, falseNegatives, 0, falsePositives, trueNegatives, 0));
    }

    public BinaryTally plus(boolean passesInGold, BinaryReading reading) {
        return new BinaryTally(cells.add(passesInGold ? 0 : 1, reading.code(), 1));
    }

    public BinaryTally minus(boolean passesInGold, BinaryReading reading) {
        return new BinaryTally(cells.add(passesInGold ? 0 : 1, reading.code(), -1));
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
        var missed = positives(policy).wrong();
        var passed = negatives(policy).wrong();
        return Figure.of(
                        "B2.leniency",
                        policy,
                        counts(policy),
                        negatives(policy).error()
                                / (positives(policy).error() + negatives(policy).error()))
                .withInterval(new Interval(
                        lenient(missed.high(), passed.low()),
                        lenient(missed.low(), passed.high()),
                        missed.level(),
                        IntervalMethod.OF_SHARES));
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
        return Figure.of("B2.score-inflation", policy, counts(policy), inflation)
                .withInterval(Binomial.pairedDifference(wronglyPassed, wronglyFailed, n));
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
        return Figure.of("B2.corrected-pass-rate", policy, counts, rate)
                .withInterval(corrected(observed, judged, positives(policy), negatives(policy)));
    }

    /** The 95 % interval of Lang and Reiczigel (2014): all three shares with some observations of either kind added. */
    private static Interval corrected(double observed, long judged, Rate positives, Rate negatives) {
        var z2 = Interval.Z95 * Interval.Z95;
        var passed = (judged * observed + z2 / 2) / (judged + z2);
        var sensitivity = positives.smoothed();
        var specificity = negatives.smoothed();
        var informedness = sensitivity + specificity - 1;
        if (informedness <= 0) {
            return new Interval(0, 1, 0.95, IntervalMethod.LANG_REICZIGEL);
        }
        var rate = (passed + specificity - 1) / informedness;
        var shift = 2
                * z2
                * (rate * sensitivity * (1 - sensitivity) / (positives.n() + 2)
                        - (1 - rate) * specificity * (1 - specificity) / (negatives.n() + 2));
        var variance = passed * (1 - passed) / (judged + z2)
                + rate * rate * sensitivity * (1 - sensitivity) / (positives.n() + 2)
                + (1 - rate) * (1 - rate) * specificity * (1 - specificity) / (negatives.n() + 2);
        var half = Interval.Z95 * Math.sqrt(variance) / informedness;
        return new Interval(rate + shift - half, rate + shift + half, 0.95, IntervalMethod.LANG_REICZIGEL)
                .within(Range.SHARE);
    }

    private static double lenient(double missed, double passed) {
        return missed + passed == 0 ? 0 : passed / (missed + passed);
    }

    /** Answers of one gold class and those that were judged rightly. */
    private record Rate(long right, long n) {
        double share() {
            return (double) right / n;
        }

        double error() {
            return 1 - share();
        }

        /** The interval of the share of those that were judged wrongly. */
        Interval wrong() {
            return Binomial.share(n - right, n);
        }

        /** The share with one more that was judged rightly and one more that was not. */
        double smoothed() {
            return (right + 1.0) / (n + 2);
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
        var unscored = cells.cell(gold, BinaryReading.UNSCORED.code());
        var n = cells.rowTotal(gold) - (policy.ofConsistency() == Policy.WRONG ? 0 : unscored);
        return new Rate(cells.cell(gold, right.code()), n);
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
}
