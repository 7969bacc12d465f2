package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.inference.NextToken;
import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads from the logits how likely each line of scores of the grammar is.
 *
 * <p>It goes down the grammar, a token at a time and side by side, leaving out what is unlikely; beside it goes the
 * constrained argmax, which takes at each node the likeliest token that the grammar allows.
 */
final class ScoreSearch {
    private final TokenTree tree;
    private final Pruning pruning;
    private final JointScores found = new JointScores();
    private List<Open> open;
    private Open argmax;
    private List<Double> argmaxScores = List.of();

    /**
     * What is left out.
     *
     * @param width the most nodes that are read at a time
     * @param leastShare the probability, among what is known of the grammar's texts so far, under which a node is not read
     */
    record Pruning(int width, double leastShare) {
        static final Pruning DEFAULT = new Pruning(24, 1e-3);
        static final Pruning NONE = new Pruning(Integer.MAX_VALUE, 0);
    }

    /** A node that is read, with the log-probability of its tokens after the prompt. */
    private record Open(ScoreNode node, TokenSpan span, double logProbability) {}

    /** A node that may be read next. */
    private record Candidate(Open parent, int token, ScoreNode node, double logProbability) {}

    ScoreSearch(ScoreGrammar grammar, TokenTree tree, Pruning pruning) {
        this.tree = tree;
        this.pruning = pruning;
        this.argmax = new Open(grammar.root(), tree.root(), 0);
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
                    .forEach(end -> found.add(end.node().scores(), end.logProbability()));
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

    /** What was found; the likeliest scores are those of which every token is the likeliest that the grammar allows. */
    Scoring scoring() {
        boolean compares = argmaxScores.size() == 2;
        return new Scoring(
                argmaxScores, found.expectations(), compares ? Optional.of(found.distribution()) : Optional.empty());
    }

    private static List<Candidate> children(Open parent, NextToken next) {
        var children = new ArrayList<Candidate>();
        parent.node()
                .children()
                .forEach((token, node) -> children.add(
                        new Candidate(parent, token, node, parent.logProbability() + next.logProbability(token))));
        return children;
    }

    private List<Candidate> kept(List<Candidate> candidates, List<Candidate> always) {
        double known = candidates.stream()
                .filter(candidate -> !candidate.node().isEnd())
                .mapToDouble(Candidate::logProbability)
                .reduce(found.logProbability(), JointScores::logOfSum);
        double least = known + Math.log(pruning.leastShare());
        return candidates.stream()
                .filter(candidate -> !candidate.node().isEnd())
                .filter(candidate -> candidate.logProbability() >= least || always.contains(candidate))
                .sorted(Comparator.<Candidate, Boolean>comparing(candidate -> !always.contains(candidate))
                        .thenComparing(Comparator.comparingDouble(Candidate::logProbability)
                                .reversed()))
                .limit(pruning.width())
                .toList();
    }

    private Open opened(Candidate candidate) {
        return new Open(
                candidate.node(),
                tree.branch(candidate.parent().span(), candidate.token()),
                candidate.logProbability());
    }

    private void follow(Candidate likeliest) {
        argmaxScores = likeliest.node().scores();
        open.stream().filter(each -> each.node() == likeliest.node()).forEach(each -> argmax = each);
    }
}
