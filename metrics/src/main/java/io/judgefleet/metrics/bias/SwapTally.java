package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Binomial;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.OutcomeTally;
import io.judgefleet.metrics.Tally;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Swap consistency and position bias of a judge (metrics definition B4; JudgeLM section 4, {@code eval_model_judgement}).
 *
 * <p>All shares are of comparisons, 0 to 1. Under {@link Policy#STRICT} only complete pairs enter; under {@link Policy#TIE} a
 * pass without scores is a tie, as in JudgeLM's own evaluation; under {@link Policy#WRONG} such a pair stays in the
 * denominator and is neither consistent nor biased. A pair of which a pass is missing enters under no policy. A comparison that
 * was meant to be judged in one order only says nothing of consistency or position: it is left out and counted
 * ({@code oneOrder}), and where there is no other, the figures are absent as {@link Absence#ONE_ORDER}.
 *
 * @param pairs readings in the original order (rows) by readings in the swapped order (columns), both from the point of view
 *     of the original first answer
 * @param passes the states of all passes
 */
public record SwapTally(CountTable pairs, OutcomeTally passes) implements Tally<SwapTally> {
    private static final int READINGS = PassReading.CODES.width();

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
        return new SwapTally(pairs.add(original.code(), swapped.code(), 1), passes);
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
        return pairs.cell(original.code(), swapped.code());
    }

    /** Comparisons of which every pass that was asked for has scores. */
    public long complete() {
        return count((original, swapped) -> isScoredOrUnasked(original) && isScoredOrUnasked(swapped));
    }

    /** Pairs with one pass that has scores. */
    public long half() {
        return count((original, swapped) -> original.isScored() && !isScoredOrUnasked(swapped)
                || swapped.isScored() && !isScoredOrUnasked(original));
    }

    /** Comparisons without any scores. */
    public long empties() {
        return count((original, swapped) -> !original.isScored() && !swapped.isScored());
    }

    /** Comparisons that were meant to be judged in one order only. */
    public long oneOrder() {
        return count((original, swapped) -> original == PassReading.UNASKED || swapped == PassReading.UNASKED);
    }

    /** The denominator of all shares. */
    public long n(Policy policy) {
        return policy == Policy.STRICT
                ? count((original, swapped) -> original.isScored() && swapped.isScored())
                : count((original, swapped) -> original.isMade() && swapped.isMade());
    }

    /** Share of pairs whose two passes say the same. */
    public Figure consistency(Policy policy) {
        return share("B4.consistency", policy, "consistent", withLean(policy, 0));
    }

    /** Share of pairs that lean to whichever answer is shown first, a win in one order and a tie in the other included. */
    public Figure biasFirst(Policy policy) {
        return share("B4.bias-first", policy, "first", primacy(policy));
    }

    /** Share of pairs that lean to whichever answer is shown second. */
    public Figure biasSecond(Policy policy) {
        return share("B4.bias-second", policy, "second", recency(policy));
    }

    /** |first - second| / n (JudgeLM's {@code delta_bias}). */
    public Figure deltaBias(Policy policy) {
        var n = n(policy);
        var counts = Map.of("first", primacy(policy), "second", recency(policy), "n", n);
        return n == 0
                ? absent("B4.delta-bias", policy, counts)
                : leavingOut(Figure.of(
                        "B4.delta-bias", policy, counts, (double) Math.abs(primacy(policy) - recency(policy)) / n));
    }

    /** Share of pairs that lean to either position: 1 - consistency, except under {@link Policy#WRONG}. */
    public Figure totalBias(Policy policy) {
        return share("B4.total-bias", policy, "biased", primacy(policy) + recency(policy));
    }

    /** (second - first) / n in [-1, 1], above 0 for recency (Shi et al. 2406.07791, in its simplified equal form). */
    public Figure preferenceFairness(Policy policy) {
        var counts = Map.of("first", primacy(policy), "second", recency(policy), "n", n(policy));
        return n(policy) == 0
                ? absent("B4.preference-fairness", policy, counts)
                : leavingOut(Figure.pairedDifference(
                        "B4.preference-fairness", policy, counts, recency(policy), primacy(policy), n(policy)));
    }

    /** Two-sided p of the exact sign test that first and second positions are preferred equally often. */
    public Figure signTest(Policy policy) {
        var first = primacy(policy);
        var second = recency(policy);
        var counts = Map.of("first", first, "second", second, "n", first + second);
        return first + second == 0
                ? absent("B4.sign-test", policy, counts)
                : leavingOut(Figure.signTest("B4.sign-test", policy, counts, first, second));
    }

    /** Share of pairs in which whatever was shown first won both times (the bias table of MT-Bench, 2306.05685). */
    public Figure decidedFirst(Policy policy) {
        var both = count(PassReading.FIRST, PassReading.SECOND);
        return share("B4.decided-first", policy, "first", both);
    }

    /** Share of pairs in which whatever was shown second won both times. */
    public Figure decidedSecond(Policy policy) {
        var both = count(PassReading.SECOND, PassReading.FIRST);
        return share("B4.decided-second", policy, "second", both);
    }

    /**
     * Of the comparisons that were meant to be judged in one order only: how often the answer shown first wins, a tie half, less
     * 1/2. It measures position bias only if the order was drawn at random: where it was always the same, there is none.
     */
    public Figure firstShownBias() {
        var none = PassReading.UNASKED;
        var won = count(PassReading.FIRST, none) + count(none, PassReading.SECOND);
        var tied = count(PassReading.TIE, none) + count(none, PassReading.TIE);
        var original = count((first, second) -> first.isScored() && second == none);
        var swapped = count((first, second) -> second.isScored() && first == none);
        var n = original + swapped;
        var counts = Map.of("first", won, "ties", tied, "original", original, "swapped", swapped, "n", n);
        if (original == 0 || swapped == 0) {
            return Figure.absent(
                    "B4.first-shown-bias", Policy.STRICT, counts, n == 0 ? Absence.NO_DATA : Absence.ONE_ORDER);
        }
        return Figure.of("B4.first-shown-bias", Policy.STRICT, counts, (won + 0.5 * tied) / n - 0.5)
                .withInterval(Binomial.halves(won, tied, n).scaled(-0.5, 1));
    }

    private Figure share(String definition, Policy policy, String partName, long part) {
        var n = n(policy);
        return n == 0
                ? absent(definition, policy, Map.of(partName, part, "n", n))
                : leavingOut(Figure.share(definition, policy, partName, part, n));
    }

    private Figure absent(String definition, Policy policy, Map<String, Long> counts) {
        var reason = n(policy) == 0 && oneOrder() > 0 ? Absence.ONE_ORDER : Absence.NO_DATA;
        return leavingOut(Figure.absent(definition, policy, counts, reason));
    }

    /** The figure with the number of comparisons of one order, which it leaves out, where there are any. */
    private Figure leavingOut(Figure figure) {
        return oneOrder() == 0 ? figure : figure.withCount("oneOrder", oneOrder());
    }

    private long primacy(Policy policy) {
        return withLean(policy, 1);
    }

    private long recency(Policy policy) {
        return withLean(policy, -1);
    }

    /** Pairs whose readings differ by this sign: the swap is undone, so that above 0 means the position shown first. */
    private long withLean(Policy policy, int sign) {
        return count((original, swapped) ->
                enters(policy, original, swapped) && Integer.signum(original.sign() - swapped.sign()) == sign);
    }

    private static boolean enters(Policy policy, PassReading original, PassReading swapped) {
        return original.isScored() && swapped.isScored()
                || policy.ofConsistency() == Policy.TIE && original.isMade() && swapped.isMade();
    }

    private static boolean isScoredOrUnasked(PassReading reading) {
        return reading.isScored() || reading == PassReading.UNASKED;
    }

    private long count(BiPredicate<PassReading, PassReading> counts) {
        var total = 0L;
        for (var original : PassReading.values()) {
            for (var swapped : PassReading.values()) {
                total += counts.test(original, swapped) ? count(original, swapped) : 0;
            }
        }
        return total;
    }

    private CountTable add(SwappedPair pair, int count) {
        return pairs.add(
                pair.reading(PresentationOrder.ORIGINAL).code(),
                pair.reading(PresentationOrder.SWAPPED).code(),
                count);
    }
}
