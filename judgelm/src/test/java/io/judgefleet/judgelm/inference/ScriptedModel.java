package io.judgefleet.judgelm.inference;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A model whose logits are a function of all the tokens before; it checks that spans are read in order and released. */
public final class ScriptedModel implements LanguageModel {
    private final Function<int[], float[]> logits;
    private final Set<TokenSpan> known = new HashSet<>();
    private int tokensRead;
    private int passes;

    public ScriptedModel(Function<int[], float[]> logits) {
        this.logits = logits;
    }

    /** A model that, after a prompt, wants to write a text and then to end. */
    public static ScriptedModel writing(int promptLength, String text) {
        return new ScriptedModel(tokens -> {
            var answer = new float[128];
            int written = tokens.length - promptLength;
            answer[written < text.length() ? text.charAt(written) : CharacterTokenizer.END] = 9;
            return answer;
        });
    }

    @Override
    public Map<TokenSpan, float[]> logits(List<TokenSpan> spans) {
        passes++;
        var answers = new LinkedHashMap<TokenSpan, float[]>();
        for (var span : spans) {
            if (!known.containsAll(span.parents()) || !known.add(span)) {
                throw new IllegalStateException("read out of order");
            }
            tokensRead += span.length();
            if (span.isAsked()) {
                answers.put(span, logits.apply(sequence(span)));
            }
        }
        return answers;
    }

    @Override
    public void release(Collection<TokenSpan> spans) {
        known.removeAll(Set.copyOf(spans));
    }

    @Override
    public void close() {}

    public int spansKept() {
        return known.size();
    }

    public int tokensRead() {
        return tokensRead;
    }

    int passes() {
        return passes;
    }

    private static int[] sequence(TokenSpan span) {
        return span.path().stream()
                .flatMapToInt(each -> Arrays.stream(each.tokens()))
                .toArray();
    }
}
