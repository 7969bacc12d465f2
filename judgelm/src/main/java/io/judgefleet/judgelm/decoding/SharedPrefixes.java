package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Prompts as spans in which common beginnings occur once: the two orders of a comparison begin alike, as do comparisons of the
 * same question.
 */
final class SharedPrefixes {
    private final List<int[]> prompts;
    private final int leastTokens;
    private final List<TokenSpan> prefixes = new ArrayList<>();
    private final TreeMap<Integer, TokenSpan> ends = new TreeMap<>();

    /** How a span is made behind its parent, or at the beginning of a sequence. */
    private record Parent(Function<int[], TokenSpan> prefix, Function<int[], TokenSpan> end) {}

    /** Beginnings of less than so many tokens are read as often as they occur. */
    SharedPrefixes(List<int[]> prompts, int leastTokens) {
        this.prompts = List.copyOf(prompts);
        this.leastTokens = leastTokens;
        var all = IntStream.range(0, prompts.size()).boxed().toList();
        if (!all.isEmpty()) {
            place(all, 0, new Parent(TokenSpan::prefix, TokenSpan::of));
        }
    }

    /** The common beginnings, each after those that it continues. */
    List<TokenSpan> prefixes() {
        return prefixes;
    }

    /** The last span of each prompt, in the order of the prompts. */
    List<TokenSpan> ends() {
        return List.copyOf(ends.values());
    }

    /** Places prompts that have the same tokens before a position, all of them behind the parent. */
    private void place(List<Integer> group, int start, Parent parent) {
        if (group.size() == 1) {
            var tokens = prompts.get(group.getFirst());
            ends.put(group.getFirst(), parent.end().apply(Arrays.copyOfRange(tokens, start, tokens.length)));
            return;
        }
        int common = commonEnd(group);
        if (common - start < leastTokens) {
            parted(group, common).forEach(part -> place(part, start, parent));
            return;
        }
        var prefix = parent.prefix().apply(Arrays.copyOfRange(prompts.get(group.getFirst()), start, common));
        prefixes.add(prefix);
        parted(group, common).forEach(part -> place(part, common, new Parent(prefix::thenPrefix, prefix::then)));
    }

    /** The position up to which all are equal; the last token of a prompt is never shared, for something must be asked. */
    private int commonEnd(List<Integer> group) {
        int shortest = group.stream()
                .mapToInt(index -> prompts.get(index).length)
                .min()
                .orElseThrow();
        var first = prompts.get(group.getFirst());
        return IntStream.range(0, shortest - 1)
                .filter(position -> group.stream().anyMatch(index -> prompts.get(index)[position] != first[position]))
                .findFirst()
                .orElse(shortest - 1);
    }

    /** By the token at a position; a prompt that ends there stands by itself. */
    private List<List<Integer>> parted(List<Integer> group, int position) {
        var parts = new LinkedHashMap<Long, List<Integer>>();
        for (var index : group) {
            var tokens = prompts.get(index);
            long key = position == tokens.length - 1 ? -1L - index : tokens[position];
            parts.computeIfAbsent(key, ignored -> new ArrayList<>()).add(index);
        }
        return List.copyOf(parts.values());
    }
}
