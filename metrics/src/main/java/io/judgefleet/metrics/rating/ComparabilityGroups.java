package io.judgefleet.metrics.rating;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** Which models can share a scale, in time that grows with the pairs of models. */
final class ComparabilityGroups {
    private static final int NONE = -1;

    /** Models connected by any comparison, whoever won. */
    static List<List<Integer>> connected(Contests contests) {
        return mutual(edges(contests.size(), (i, j) -> contests.count(i, j) > 0));
    }

    /**
     * Models of which every one has points against every other, directly or along others: the largest groups in which all
     * strengths are finite (Ford 1957).
     */
    static List<List<Integer>> stronglyConnected(Contests contests) {
        return mutual(edges(contests.size(), contests::scored));
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
        var places = new int[contests.size()];
        for (var place = 0; place < bySize.size(); place++) {
            for (var model : bySize.get(place)) {
                places[model] = place;
            }
        }
        var beaten = beaten(bySize.size(), places, contests);
        return connected(contests).stream()
                .sorted(Comparator.comparingInt(met -> -met.size()))
                .map(met -> met.stream().map(model -> places[model]).distinct().toList())
                .flatMap(met -> winnersFirst(met, beaten).stream())
                .map(bySize::get)
                .toList();
    }

    /** Of each group, by its place, those against which it has points. */
    private static List<Set<Integer>> beaten(int groups, int[] places, Contests contests) {
        List<Set<Integer>> beaten = new ArrayList<>();
        IntStream.range(0, groups).forEach(any -> beaten.add(new HashSet<>()));
        for (var i = 0; i < places.length; i++) {
            for (var j = 0; j < places.length; j++) {
                if (places[i] != places[j] && contests.scored(i, j)) {
                    beaten.get(places[i]).add(places[j]);
                }
            }
        }
        return beaten;
    }

    /** The foremost of those against which nobody who is left has points, again and again. */
    private static List<Integer> winnersFirst(List<Integer> met, List<Set<Integer>> beaten) {
        var winners = new int[beaten.size()];
        met.forEach(group -> beaten.get(group).forEach(loser -> winners[loser]++));
        var free = new PriorityQueue<Integer>();
        met.stream().filter(group -> winners[group] == 0).forEach(free::add);
        List<Integer> ordered = new ArrayList<>();
        while (!free.isEmpty()) {
            var next = free.remove();
            ordered.add(next);
            for (var loser : beaten.get(next)) {
                winners[loser]--;
                if (winners[loser] == 0) {
                    free.add(loser);
                }
            }
        }
        return ordered;
    }

    /** Groups that reach one another both ways, by their least members (Kosaraju's algorithm). */
    private static List<List<Integer>> mutual(int[][] edges) {
        var starts = new int[edges.length];
        Arrays.fill(starts, NONE);
        var backward = reversed(edges);
        var finished = finished(edges);
        for (var last = edges.length - 1; last >= 0; last--) {
            if (starts[finished[last]] == NONE) {
                markReached(finished[last], backward, starts);
            }
        }
        var groups = new LinkedHashMap<Integer, List<Integer>>();
        for (var model = 0; model < edges.length; model++) {
            groups.computeIfAbsent(starts[model], any -> new ArrayList<>()).add(model);
        }
        return List.copyOf(groups.values());
    }

    /** All models in the order in which a search in depth is done with them. */
    private static int[] finished(int[][] edges) {
        var finished = new int[edges.length];
        var done = 0;
        var seen = new boolean[edges.length];
        var next = new int[edges.length];
        var open = new ArrayDeque<Integer>();
        for (var start = 0; start < edges.length; start++) {
            if (!seen[start]) {
                seen[start] = true;
                open.push(start);
            }
            while (!open.isEmpty()) {
                int from = open.peek();
                if (next[from] == edges[from].length) {
                    finished[done] = open.pop();
                    done++;
                } else {
                    var to = edges[from][next[from]];
                    next[from]++;
                    if (!seen[to]) {
                        seen[to] = true;
                        open.push(to);
                    }
                }
            }
        }
        return finished;
    }

    private static void markReached(int start, int[][] edges, int[] starts) {
        var open = new ArrayDeque<Integer>();
        starts[start] = start;
        open.add(start);
        while (!open.isEmpty()) {
            for (var to : edges[open.remove()]) {
                if (starts[to] == NONE) {
                    starts[to] = start;
                    open.add(to);
                }
            }
        }
    }

    private static int[][] edges(int size, BiPredicate<Integer, Integer> edge) {
        return IntStream.range(0, size)
                .mapToObj(from -> IntStream.range(0, size)
                        .filter(to -> edge.test(from, to))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[][] reversed(int[][] edges) {
        List<List<Integer>> reversed = new ArrayList<>();
        IntStream.range(0, edges.length).forEach(any -> reversed.add(new ArrayList<>()));
        for (var from = 0; from < edges.length; from++) {
            for (var to : edges[from]) {
                reversed.get(to).add(from);
            }
        }
        return reversed.stream()
                .map(sources -> sources.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private ComparabilityGroups() {}
}
