package io.judgefleet.judgelm.inference;

import java.util.ArrayList;
import java.util.List;

/** Tokens that a model reads one after another behind those of the spans before it; equal only to itself. */
public final class TokenSpan {
    private final List<TokenSpan> parents;
    private final int[] tokens;
    private final int start;
    private final boolean asked;
    private final boolean branch;

    private TokenSpan(List<TokenSpan> parents, int[] tokens, boolean asked, boolean branch) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("expected a span of at least one token, found none");
        }
        this.parents = parents;
        this.tokens = tokens;
        this.start = parents.stream().mapToInt(TokenSpan::length).sum();
        this.asked = asked;
        this.branch = branch;
    }

    /** A span at the beginning of a sequence. */
    public static TokenSpan of(int... tokens) {
        return new TokenSpan(List.of(), tokens.clone(), true, false);
    }

    /** A span that others continue; nobody asks what comes after it. */
    public static TokenSpan prefix(int... tokens) {
        return new TokenSpan(List.of(), tokens.clone(), false, false);
    }

    /** A span that continues this one. */
    public TokenSpan then(int... next) {
        return new TokenSpan(path(), next.clone(), true, false);
    }

    /** As {@link #then}, for a span that others continue. */
    public TokenSpan thenPrefix(int... next) {
        return new TokenSpan(path(), next.clone(), false, false);
    }

    /** One of several tokens that may come next; the branches of a span are read together, and cheaply. */
    public TokenSpan branch(int token) {
        return new TokenSpan(path(), new int[] {token}, true, true);
    }

    /** The last span of the path that is no branch, this one included. */
    TokenSpan trunk() {
        return branch ? parents.getLast().trunk() : this;
    }

    /** The branches of the path behind the trunk. */
    List<TokenSpan> branches() {
        return path().stream().filter(TokenSpan::isBranch).toList();
    }

    boolean isBranch() {
        return branch;
    }

    /** The spans before this one, from the beginning of the sequence. */
    public List<TokenSpan> parents() {
        return parents;
    }

    /** The spans before this one and this one. */
    public List<TokenSpan> path() {
        var path = new ArrayList<>(parents);
        path.add(this);
        return List.copyOf(path);
    }

    public int[] tokens() {
        return tokens.clone();
    }

    public int token(int index) {
        return tokens[index];
    }

    public int length() {
        return tokens.length;
    }

    /** The position of the first token in the sequence. */
    public int start() {
        return start;
    }

    /** Whether the model is asked what comes after the last token. */
    public boolean isAsked() {
        return asked;
    }
}
