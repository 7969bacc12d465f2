package io.judgefleet.judgelm.inference;

import io.judgefleet.metrics.ScoreDistribution;
import io.judgefleet.metrics.ScorePair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads from the logits how likely each score pair of the grammar is.
 *
 * <p>It goes down the grammar's trie, a token at a time and side by side, leaving out what is unlikely; beside it goes the
 * constrained argmax, which takes at each node the likeliest token that the grammar allows.
 */
final class ScoreSearch {
    private final TokenTree tree;
    private final Pruning pruning;
    private final JointScores found = new JointScores();
    private List<Open> open;
    private Open argmax;
    private Optional<ScorePair> argmaxScores = Optional.empty();

    /**
     * What is left out.
     *
     * @param width the most nodes that are read at a time
     * @param leastMass the probability, among what the grammar allows, under which a node is not read
     */
    record Pruning(int width, double leastMass) {
        static final Pruning DEFAULT = new Pruning(24, 1e-3);
        static final Pruning NONE = new Pruning(Integer.MAX_VALUE, 0);
    }

    /**
     * A node that is read.
     *
     * @param logProbability of its tokens after the prompt
     * @param mass its probability if every token is drawn from those that the grammar allows
     */
    private record Open(ScoreTrie node, TokenSpan span, double logProbability, double mass) {}

    /** A node that may be read next. */
    private record Candidate(Open parent, int token, ScoreTrie node, double logProbability, double mass) {}

    ScoreSearch(ScoreGrammar grammar, TokenTree tree, Pruning pruning) {
        this.tree = tree;
        this.pruning = pruning;
        this.argmax = new Open(grammar.trie(), tree.root(), 0, 1);
        this.open = List.of(argmax);
    }

    boolean isFinished() {
        return open.isEmpty();
    }

    /** Takes what comes after the open nodes, and grows the tree by what is worth reading. */
    void advance(Map<TokenSpan, NextToken> read) {
        var candidates = new ArrayList<Candidate>();
        var likeliest = new ArrayList<Candidate>();
        for (var parent : open) {
            var children = children(parent, Objects.requireNonNull(read.get(parent.span()), "an open span was read"));
            children.stream()
                    .filter(child -> child.node().isEnd())
                    .forEach(end -> found.add(end.node().scores().orElseThrow(), end.logProbability()));
            candidates.addAll(children);
            if (parent == argmax) {
                likeliest.add(children.stream()
                        .max(Comparator.comparingDouble(Candidate::logProbability))
                        .orElseThrow());
            }
        }
        open = kept(candidates, likeliest).stream().map(this::opened).toList();
        likeliest.forEach(this::follow);
    }

    /** The likeliest score pair if every token is the likeliest that the grammar allows. */
    ScorePair argmaxScores() {
        return argmaxScores.orElseThrow();
    }

    ScoreDistribution distribution() {
        return found.distribution();
    }

    private static List<Candidate> children(Open parent, NextToken next) {
        var children = parent.node().children();
        double most = children.keySet().stream()
                .mapToDouble(next::logProbability)
                .max()
                .orElseThrow();
        double total = children.keySet().stream()
                .mapToDouble(token -> Math.exp(next.logProbability(token) - most))
                .sum();
        var candidates = new ArrayList<Candidate>();
        children.forEach((token, node) -> candidates.add(new Candidate(
                parent,
                token,
                node,
                parent.logProbability() + next.logProbability(token),
                parent.mass() * Math.exp(next.logProbability(token) - most) / total)));
        return candidates;
    }

    private List<Candidate> kept(List<Candidate> candidates, List<Candidate> always) {
        return candidates.stream()
                .filter(candidate -> !candidate.node().isEnd())
                .filter(candidate -> candidate.mass() >= pruning.leastMass() || always.contains(candidate))
                .sorted(Comparator.<Candidate, Boolean>comparing(candidate -> !always.contains(candidate))
                        .thenComparing(
                                Comparator.comparingDouble(Candidate::mass).reversed()))
                .limit(pruning.width())
                .toList();
    }

    private Open opened(Candidate candidate) {
        return new Open(
                candidate.node(),
                tree.branch(candidate.parent().span(), candidate.token()),
                candidate.logProbability(),
                candidate.mass());
    }

    private void follow(Candidate likeliest) {
        argmaxScores = likeliest.node().scores();
        open.stream().filter(each -> each.node() == likeliest.node()).forEach(each -> argmax = each);
    }
}
