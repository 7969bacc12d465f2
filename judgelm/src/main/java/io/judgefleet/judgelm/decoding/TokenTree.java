package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The continuations of one prompt that somebody follows; who follows the same tokens shares their spans. */
final class TokenTree {
    private final TokenSpan root;
    private final Map<Branch, TokenSpan> branches = new HashMap<>();
    private final List<TokenSpan> unread = new ArrayList<>();
    private final List<TokenSpan> spans = new ArrayList<>();

    /** One more token behind a span. */
    private record Branch(TokenSpan parent, int token) {}

    TokenTree(TokenSpan root) {
        this.root = root;
        grow(root);
    }

    TokenSpan root() {
        return root;
    }

    /** The span of a token behind another; made once, then to be read. */
    TokenSpan branch(TokenSpan parent, int token) {
        return branches.computeIfAbsent(new Branch(parent, token), branch -> grow(parent.branch(token)));
    }

    /** What has grown since the last call. */
    List<TokenSpan> takeUnread() {
        var taken = List.copyOf(unread);
        unread.clear();
        return taken;
    }

    List<TokenSpan> spans() {
        return List.copyOf(spans);
    }

    private TokenSpan grow(TokenSpan span) {
        unread.add(span);
        spans.add(span);
        return span;
    }
}
