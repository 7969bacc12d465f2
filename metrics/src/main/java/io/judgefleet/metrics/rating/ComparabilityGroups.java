package io.judgefleet.metrics.rating;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
