package io.judgefleet.metrics.rating;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Interval;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Ranks that agree with ratings within a group and with wins between groups, of which one never had a point against the other
 * (metrics definition B14). Models that never met, not even through others, do not rank each other.
 */
public final class Ranks {
    /** So many wins of as many say with 95 % that the winner is better: the exact interval of the share lies above 1/2. */
    private static final long SURE_WINS = 6;

    /**
     * A model's rank.
     *
     * @param rank 1 + the models of its group that are surely better + all models of groups that won against its own
     * @param best 1 + the models that are surely better
     * @param worst the models, itself among them, that are not surely worse
     */
    public record Rank(int rank, int best, int worst) {}

    private static final BitSet NONE = new BitSet();

    private final Map<String, Integer> groups;
    private final Map<String, Interval> intervals;
    private final PairCounts counts;
    private final Policy policy;
    private final Map<Integer, BitSet> beaten = new HashMap<>();
    /** Whom each model beat often enough. */
    private final Map<String, Set<String>> sure = new HashMap<>();

    private Ranks(Map<String, Integer> groups, Map<String, Interval> intervals, PairCounts counts, Policy policy) {
        this.groups = groups;
        this.intervals = intervals;
        this.counts = counts;
        this.policy = policy;
        counts.pairs().forEach((pair, tally) -> {
            addSure(pair.lower(), pair.higher(), tally.wins(policy));
            addSure(pair.higher(), pair.lower(), tally.losses(policy));
        });
        var direct = direct();
        groups.values().forEach(group -> beaten.computeIfAbsent(group, any -> reached(group, direct)));
    }

    /**
     * The rank of each model.
     *
     * @param groups by model, those that have a common scale in the same
     * @param intervals of the ratings by model, as far as they have one
     */
    public static Map<String, Rank> of(
            Map<String, Integer> groups, Map<String, Interval> intervals, PairCounts counts, Policy policy) {
        var ranks = new Ranks(groups, intervals, counts, policy);
        var byModel = new TreeMap<String, Rank>();
        groups.keySet().forEach(model -> byModel.put(model, ranks.rank(model)));
        return byModel;
    }

    private Rank rank(String model) {
        var better = count(model, (other, own) -> isSurelyBetter(other, own));
        var winners = count(model, (other, own) -> isAbove(other, own) && !isSurelyBetter(other, own));
        var worse = count(model, (other, own) -> isSurelyBetter(own, other));
        var met = count(model, (other, own) -> isSameGroup(other, own) || isAbove(other, own) || isAbove(own, other));
        return new Rank(1 + better + winners, 1 + better, 1 + met - worse);
    }

    private int count(String model, BiPredicate<String, String> condition) {
        return (int) groups.keySet().stream()
                .filter(other -> !other.equals(model) && condition.test(other, model))
                .count();
    }

    private boolean isSurelyBetter(String one, String other) {
        if (isAbove(one, other)) {
            return sure.getOrDefault(one, Set.of()).contains(other);
        }
        var better = intervals.get(one);
        var worse = intervals.get(other);
        return isSameGroup(one, other) && better != null && worse != null && better.low() > worse.high();
    }

    private boolean isSameGroup(String one, String other) {
        return Objects.equals(groups.get(one), groups.get(other));
    }

    private boolean isAbove(String one, String other) {
        var upper = groups.get(one);
        var lower = groups.get(other);
        return upper != null
                && lower != null
                && !upper.equals(lower)
                && beaten.getOrDefault(upper, NONE).get(lower);
    }

    /** Groups by those that they have points against. */
    private Map<Integer, Set<Integer>> direct() {
        var direct = new HashMap<Integer, Set<Integer>>();
        counts.pairs().forEach((pair, tally) -> {
            var lower = groups.get(pair.lower());
            var higher = groups.get(pair.higher());
            if (lower != null && higher != null && !lower.equals(higher)) {
                add(direct, lower, higher, tally.wins(policy));
                add(direct, higher, lower, tally.losses(policy));
            }
        });
        return direct;
    }

    private void addSure(String winner, String loser, long wins) {
        if (wins >= SURE_WINS) {
            sure.computeIfAbsent(winner, any -> new HashSet<>()).add(loser);
        }
    }

    private static void add(Map<Integer, Set<Integer>> direct, int from, int to, long wins) {
        if (wins > 0) {
            direct.computeIfAbsent(from, any -> new HashSet<>()).add(to);
        }
    }

    private static BitSet reached(int start, Map<Integer, Set<Integer>> direct) {
        var reached = new BitSet();
        var open = new ArrayDeque<Integer>();
        open.add(start);
        while (!open.isEmpty()) {
            for (var next : direct.getOrDefault(open.remove(), Set.of())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
