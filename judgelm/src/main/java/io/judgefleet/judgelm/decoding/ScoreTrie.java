package io.judgefleet.judgelm.decoding;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The token sequences that spell some scores, sharing their beginnings; an end of the tree stands for its scores. */
final class ScoreTrie implements ScoreNode {
    private final TreeMap<Integer, ScoreTrie> children = new TreeMap<>();
    private List<Double> scores = List.of();

    /** Adds scores under the tokens that spell them. */
    void add(int[] tokens, List<Double> spelled) {
        var node = this;
        for (var token : tokens) {
            node = node.children.computeIfAbsent(token, ignored -> new ScoreTrie());
        }
        if (node == this || node.isEnd() || !node.children.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a token sequence of its own for %s, found one that is taken".formatted(spelled));
        }
        node.scores = List.copyOf(spelled);
    }

    @Override
    public Map<Integer, ScoreTrie> children() {
        return Collections.unmodifiableMap(children);
    }

    @Override
    public List<Double> scores() {
        return scores;
    }

    /** All tokens that occur, in rising order. */
    int[] tokens() {
        SortedSet<Integer> tokens = new TreeSet<>();
        collect(tokens);
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private void collect(Collection<Integer> tokens) {
        tokens.addAll(children.keySet());
        children.values().forEach(child -> child.collect(tokens));
    }
}
