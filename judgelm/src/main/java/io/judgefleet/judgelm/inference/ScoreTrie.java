package io.judgefleet.judgelm.inference;

import io.judgefleet.metrics.ScorePair;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The token sequences that spell a score pair, sharing their beginnings; an end of the tree stands for its score pair. */
public final class ScoreTrie {
    private final TreeMap<Integer, ScoreTrie> children = new TreeMap<>();
    private List<ScorePair> ended = List.of();

    /** Adds a score pair under the tokens that spell it. */
    void add(int[] tokens, ScorePair scores) {
        var node = this;
        for (var token : tokens) {
            node = node.children.computeIfAbsent(token, ignored -> new ScoreTrie());
        }
        if (node == this || node.isEnd() || !node.children.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a token sequence of its own for %s, found one that is taken".formatted(scores));
        }
        node.ended = List.of(scores);
    }

    /** What may come next, by token. */
    Map<Integer, ScoreTrie> children() {
        return Collections.unmodifiableMap(children);
    }

    boolean isEnd() {
        return !ended.isEmpty();
    }

    /** The score pair that is spelled when this is an end. */
    Optional<ScorePair> scores() {
        return ended.stream().findFirst();
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
