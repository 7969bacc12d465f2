package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.decoding.PromptReader.Query;
import io.judgefleet.judgelm.decoding.PromptReader.Reading;
import io.judgefleet.judgelm.decoding.ScoreSearch.Pruning;
import io.judgefleet.judgelm.inference.NextToken;
import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One prompt on its way: what is written after it, and the search for its scores; it ends where the model says no numbers. */
record Sequence(TokenTree tree, GreedyDecoding decoding, Optional<ScoreSearch> search, Finiteness finiteness) {
    private static final int[] NONE = {};

    static Sequence of(Query query, TokenSpan end, StopRule stopRule, Pruning pruning) {
        var tree = new TokenTree(end);
        return new Sequence(
                tree,
                new GreedyDecoding(tree, stopRule),
                query.grammar().map(grammar -> new ScoreSearch(grammar, tree, pruning)),
                new Finiteness(query.grammar().map(ScoreGrammar::tokens).orElse(NONE)));
    }

    boolean isFinished() {
        return isBroken()
                || decoding.isFinished() && search.map(ScoreSearch::isFinished).orElse(true);
    }

    List<TokenSpan> takeUnread() {
        return finiteness.await(tree.takeUnread());
    }

    void advance(Map<TokenSpan, NextToken> read) {
        finiteness.check(read);
        if (!isBroken()) {
            decoding.advance(read);
            search.filter(each -> !each.isFinished()).ifPresent(each -> each.advance(read));
        }
    }

    Reading reading() {
        return new Reading(
                decoding.completion(),
                search.filter(ScoreSearch::isFinished).map(ScoreSearch::scoring),
                finiteness.fault());
    }

    private boolean isBroken() {
        return finiteness.fault().isPresent();
    }
}
