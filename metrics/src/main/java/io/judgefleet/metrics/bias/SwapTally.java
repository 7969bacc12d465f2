package io.judgefleet.metrics.bias;

import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.OutcomeTally;
import io.judgefleet.metrics.PassReading;
import io.judgefleet.metrics.Policy;
import io.judgefleet.metrics.PresentationOrder;
import io.judgefleet.metrics.SwappedPair;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.statistics.Binomial;
import java.util.Map;

/**
 * Swap consistency and position bias of a judge (metrics definition B4; JudgeLM section 4, {@code eval_model_judgement}).
 *
 * <p>All shares are of comparisons, 0 to 1. Under {@link Policy#STRICT} only complete pairs enter; under {@link Policy#TIE} a
 * pass without scores is a tie, as in JudgeLM's own evaluation; under {@link Policy#WRONG} such a pair stays in the
 * denominator and is neither consistent nor biased. A pair with a pass that was never made enters under no policy.
 *
 * @param pairs readings in the original order (rows) by readings in the swapped order (columns), both from the point of view
 *     of the original first answer
 * @param passes the states of all passes
 */
public record SwapTally(CountTable pairs, OutcomeTally passes) implements Tally<SwapTally> {
    private static final int READINGS = PassReading.values().length;

    public static SwapTally empty() {
        return new SwapTally(CountTable.zeros(READINGS, READINGS), OutcomeTally.empty());
    }

    public SwapTally plus(SwappedPair pair) {
        var sum = passes;
        for (var order : PresentationOrder.values()) {
            sum = pair.pass(order).map(sum::plus).orElse(sum);
        }
        return new SwapTally(add(pair, 1), sum);
    }

    public SwapTally minus(SwappedPair pair) {
        var sum = passes;
        for (var order : PresentationOrder.values()) {
            sum = pair.pass(order).map(sum::minus).orElse(sum);
        }
        return new SwapTally(add(pair, -1), sum);
    }

    /** Counts preferences whose passes are not known, such as published votes in both orders. */
    public SwapTally plus(PassReading original, PassReading swapped) {
        return new SwapTally(pairs.add(original.ordinal(), swapped.ordinal(), 1), passes);
    }

    @Override
    public SwapTally merge(SwapTally other) {
        return new SwapTally(pairs.merge(other.pairs), passes.merge(other.passes));
    }

    @Override
    public SwapTally without(SwapTally other) {
        return new SwapTally(pairs.without(other.pairs), passes.without(other.passes));
    }

    public long count(PassReading original, PassReading swapped) {
        return pairs.cell(original.ordinal(), swapped.ordinal());
    }

    /** Pairs with one pass that has scores. */
    public long half() {
        return count(true, false) + count(false, true);
    }

    /** Pairs without any scores. */
    public long empties() {
        return count(false, false);
    }

    /** The denominator of all shares. */
    public long n(Policy policy) {
        var complete = count(true, true);
        return policy == Policy.STRICT ? complete : complete + failedInOrder();
    }

    /** Share of pairs whose two passes say the same. */
    public Figure consistency(Policy policy) {
        return Figure.share("B4.consistency", policy, "consistent", withLean(policy, 0), n(policy));
    }

    /** Share of pairs that lean to whichever answer is shown first, a win in one order and a tie in the other included. */
    public Figure biasFirst(Policy policy) {
        return Figure.share("B4.bias-first", policy, "first", primacy(policy), n(policy));
    }

    /** Share of pairs that lean to whichever answer is shown second. */
    public Figure biasSecond(Policy policy) {
        return Figure.share("B4.bias-second", policy, "second", recency(policy), n(policy));
    }

    /** |first - second| / n (JudgeLM's {@code delta_bias}). */
    public Figure deltaBias(Policy policy) {
        return signed("B4.delta-bias", policy, Math.abs(primacy(policy) - recency(policy)));
    }

    /** Share of pairs that lean to either position: 1 - consistency, except under {@link Policy#WRONG}. */
    public Figure totalBias(Policy policy) {
        return Figure.share("B4.total-bias", policy, "biased", primacy(policy) + recency(policy), n(policy));
    }

    /** (second - first) / n in [-1, 1], above 0 for recency (Shi et al. 2406.07791, in its simplified equal form). */
    public Figure preferenceFairness(Policy policy) {
        return signed("B4.preference-fairness", policy, recency(policy) - primacy(policy));
    }

    /** Two-sided p of the exact sign test that first and second positions are preferred equally often. */
    public Figure signTest(Policy policy) {
        var first = primacy(policy);
        var second = recency(policy);
        var counts = Map.of("first", first, "second", second, "n", first + second);
        return Figure.of("B4.sign-test", policy, counts, Binomial.signTest(first, second));
    }

    /** Share of pairs in which whatever was shown first won both times (the bias table of MT-Bench, 2306.05685). */
    public Figure decidedFirst(Policy policy) {
        var both = count(PassReading.FIRST, PassReading.SECOND);
        return Figure.share("B4.decided-first", policy, "first", both, n(policy));
    }

    /** Share of pairs in which whatever was shown second won both times. */
    public Figure decidedSecond(Policy policy) {
        var both = count(PassReading.SECOND, PassReading.FIRST);
        return Figure.share("B4.decided-second", policy, "second", both, n(policy));
    }

    /**
     * Where each comparison is judged in one order only: how often the answer shown first wins, a tie half, less 1/2. It
     * measures position bias only if the order was drawn at random.
     */
    public Figure firstShownBias() {
        var none = PassReading.ABSENT;
        var won = count(PassReading.FIRST, none) + count(none, PassReading.SECOND);
        var tied = count(PassReading.TIE, none) + count(none, PassReading.TIE);
        var n = won + tied + count(PassReading.SECOND, none) + count(none, PassReading.FIRST);
        var counts = Map.of("first", won, "ties", tied, "n", n);
        if (n == 0) {
            return Figure.absent("B4.first-shown-bias", Policy.STRICT, counts, Absence.NO_DATA);
        }
        var figure = Figure.of("B4.first-shown-bias", Policy.STRICT, counts, (won + 0.5 * tied) / n - 0.5);
        if (tied > 0) {
            return figure;
        }
        var share = Binomial.wilson(won, n);
        return figure.withInterval(new Interval(share.low() - 0.5, share.high() - 0.5, share.level(), share.method()));
    }

    private Figure signed(String definition, Policy policy, long difference) {
        var n = n(policy);
        var counts = Map.of("first", primacy(policy), "second", recency(policy), "n", n);
        return n == 0
                ? Figure.absent(definition, policy, counts, Absence.NO_DATA)
                : Figure.of(definition, policy, counts, (double) difference / n);
    }

    private long primacy(Policy policy) {
        return withLean(policy, 1);
    }

    private long recency(Policy policy) {
        return withLean(policy, -1);
    }

    /** Pairs whose readings differ by this sign: the swap is undone, so that above 0 means the position shown first. */
    private long withLean(Policy policy, int sign) {
        var total = 0L;
        for (var original : PassReading.values()) {
            for (var swapped : PassReading.values()) {
                if (enters(policy, original, swapped) && Integer.signum(original.sign() - swapped.sign()) == sign) {
                    total += count(original, swapped);
                }
            }
        }
        return total;
    }

    private static boolean enters(Policy policy, PassReading original, PassReading swapped) {
        return original.isScored() && swapped.isScored()
                || policy == Policy.TIE && original != PassReading.ABSENT && swapped != PassReading.ABSENT;
    }

    /** Pairs of which both passes were made and at least one has no scores. */
    private long failedInOrder() {
        var total = count(PassReading.UNSCORED, PassReading.UNSCORED);
        for (var scored : new PassReading[] {PassReading.FIRST, PassReading.TIE, PassReading.SECOND}) {
            total += count(scored, PassReading.UNSCORED) + count(PassReading.UNSCORED, scored);
        }
        return total;
    }

    private long count(boolean originalScored, boolean swappedScored) {
        var total = 0L;
        for (var original : PassReading.values()) {
            for (var swapped : PassReading.values()) {
                if (original.isScored() == originalScored && swapped.isScored() == swappedScored) {
                    total += count(original, swapped);
                }
            }
        }
        return total;
    }

    private CountTable add(SwappedPair pair, int count) {
        return pairs.add(
                pair.reading(PresentationOrder.ORIGINAL).ordinal(),
                pair.reading(PresentationOrder.SWAPPED).ordinal(),
                count);
    }
}
