package io.judgefleet.judgelm.inference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.LongStream;

/**
 * Spans whose attention is computed in one go: one span by itself, or the branches of one trunk.
 *
 * @param trunk the cache rows that every token sees, up to its own; for branches all of them
 * @param branches the branches that the tokens of the group see, in the order of their rows
 */
record SpanGroup(List<TokenSpan> spans, CacheSlots trunk, SequencedSet<TokenSpan> branches) {

    /** The spans in their order, branches of the same trunk together. */
    static List<SpanGroup> of(List<TokenSpan> spans, Map<TokenSpan, CacheSlots> rows) {
        var groups = new ArrayList<SpanGroup>();
        var group = new ArrayList<TokenSpan>();
        for (var span : spans) {
            if (!group.isEmpty()
                    && !(span.isBranch()
                            && group.getFirst().isBranch()
                            && span.trunk() == group.getFirst().trunk())) {
                groups.add(group(group, rows));
                group.clear();
            }
            group.add(span);
        }
        groups.add(group(group, rows));
        return groups;
    }

    private static SpanGroup group(List<TokenSpan> spans, Map<TokenSpan, CacheSlots> rows) {
        var trunk = spans.getFirst().trunk().path().stream()
                .map(span -> rowsOf(span, rows))
                .reduce(new CacheSlots(List.of()), CacheSlots::followedBy);
        var branches = new LinkedHashSet<TokenSpan>();
        spans.forEach(span -> branches.addAll(span.branches()));
        return new SpanGroup(List.copyOf(spans), trunk, branches);
    }

    int tokens() {
        return spans.stream().mapToInt(TokenSpan::length).sum();
    }

    /** All cache rows that are seen. */
    CacheSlots seen(Map<TokenSpan, CacheSlots> rows) {
        return branches.stream().map(span -> rowsOf(span, rows)).reduce(trunk, CacheSlots::followedBy);
    }

    /** For each branch in the group the rows behind the trunk that it sees, as places in the matrix of tokens by rows. */
    LongStream places() {
        var columns = new ArrayList<>(branches);
        long width = trunk.count() + columns.size();
        var places = LongStream.builder();
        for (int row = 0; row < spans.size(); row++) {
            for (var branch : spans.get(row).branches()) {
                places.add(row * width + trunk.count() + columns.indexOf(branch));
            }
        }
        return places.build();
    }

    static CacheSlots rowsOf(TokenSpan span, Map<TokenSpan, CacheSlots> rows) {
        var found = rows.get(span);
        if (found == null) {
            throw new IllegalStateException("expected a span that has been read, found one that is released or later");
        }
        return found;
    }
}
