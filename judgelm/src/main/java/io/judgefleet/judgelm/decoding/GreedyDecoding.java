package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.inference.NextToken;
import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Follows the likeliest token until the completion ends. */
final class GreedyDecoding {
    private final TokenTree tree;
    private final StopRule stopRule;
    private int[] tokens = {};
    private TokenSpan last;
    private boolean finished;

    GreedyDecoding(TokenTree tree, StopRule stopRule) {
        this.tree = tree;
        this.stopRule = stopRule;
        this.last = tree.root();
    }

    boolean isFinished() {
        return finished;
    }

    /** Takes what comes after the last span, and grows the tree by it. */
    void advance(Map<TokenSpan, NextToken> read) {
        if (finished) {
            return;
        }
        int next =
                Objects.requireNonNull(read.get(last), "the last span was read").best();
        if (stopRule.isEnd(next)) {
            finished = true;
            return;
        }
        tokens = Arrays.copyOf(tokens, tokens.length + 1);
        tokens[tokens.length - 1] = next;
        finished = stopRule.isComplete(promptEnd(), tokens);
        if (!finished) {
            last = tree.branch(last, next);
        }
    }

    Completion completion() {
        return new Completion(stopRule.text(promptEnd(), tokens), tokens.length);
    }

    private int promptEnd() {
        return tree.root().token(tree.root().length() - 1);
    }
}
