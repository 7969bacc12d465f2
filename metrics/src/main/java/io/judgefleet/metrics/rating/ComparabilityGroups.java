package io.judgefleet.metrics.rating;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/** Which models can share a scale. */
final class ComparabilityGroups {
    /** Models connected by any comparison, whoever won. */
    static List<List<Integer>> connected(Contests contests) {
        return mutual(contests.size(), (i, j) -> contests.count(i, j) > 0);
    }

    /**
     * Models of which every one has points against every other, directly or along others: the largest groups in which all
     * strengths are finite (Ford 1957).
     */
    static List<List<Integer>> stronglyConnected(Contests contests) {
        return mutual(contests.size(), contests::scored);
    }

    /**
     * The groups in the order that wins give them: of those that met, directly or through others, the one that won comes first.
     * Where wins say nothing the larger one does, and groups that never met follow one another, all that met side by side.
     *
     * @param groups of which no two have points against each other both ways
     */
    static List<List<Integer>> ordered(List<List<Integer>> groups, Contests contests) {
        var bySize = groups.stream()
                .sorted(Comparator.comparingInt(group -> -group.size()))
                .toList();
        return connected(contests).stream()
                .sorted(Comparator.comparingInt(met -> -met.size()))
                .flatMap(met ->
                        winnersFirst(
                                bySize.stream()
                                        .filter(group -> met.contains(group.getFirst()))
                                        .toList(),
                                contests)
                                .stream())
                .toList();
    }

    private static List<List<Integer>> winnersFirst(List<List<Integer>> groups, Contests contests) {
        var left = new ArrayList<>(groups);
        List<List<Integer>> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(group -> left.stream().noneMatch(other -> other != group && beat(other, group, contests)))
                    .findFirst()
                    .orElseThrow();
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    private static boolean beat(List<Integer> winners, List<Integer> losers, Contests contests) {
        return winners.stream().anyMatch(i -> losers.stream().anyMatch(j -> contests.scored(i, j)));
    }

    /** Groups that reach one another both ways; plain searches, as the models are few hundreds at most. */
    private static List<List<Integer>> mutual(int size, BiPredicate<Integer, Integer> edge) {
        List<List<Integer>> groups = new ArrayList<>();
        var placed = new boolean[size];
        for (var start = 0; start < size; start++) {
            if (!placed[start]) {
                var forward = reached(start, size, edge);
                var backward = reached(start, size, (i, j) -> edge.test(j, i));
                List<Integer> group = new ArrayList<>();
                for (var model = start; model < size; model++) {
                    if (forward[model] && backward[model]) {
                        placed[model] = true;
                        group.add(model);
                    }
                }
                groups.add(group);
            }
        }
        return groups;
    }

    private static boolean[] reached(int start, int size, BiPredicate<Integer, Integer> edge) {
        var reached = new boolean[size];
        reached[start] = true;
        var open = new ArrayDeque<Integer>();
        open.add(start);
        while (!open.isEmpty()) {
            int from = open.remove();
            for (var to = 0; to < size; to++) {
                if (!reached[to] && edge.test(from, to)) {
                    reached[to] = true;
                    open.add(to);
                }
            }
        }
        return reached;
    }

    private ComparabilityGroups() {}
}
