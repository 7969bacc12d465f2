package io.judgefleet.judgelm.inference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that reads spans of tokens, each after its parents, and says what comes next.
 *
 * <p>What has been read is kept until it is released. One thread at a time.
 */
public interface LanguageModel extends AutoCloseable {
    /**
     * Reads the spans in one pass and answers the logits after each that asks for them. The parents of a span have been read
     * before, or stand earlier in the same list.
     */
    Map<TokenSpan, float[]> logits(List<TokenSpan> spans);

    /** As {@link #logits}, but answers only the likeliest token and the log-probabilities of some tokens, given in rising order. */
    default Map<TokenSpan, NextToken> next(List<TokenSpan> spans, int[] watched) {
        var next = new LinkedHashMap<TokenSpan, NextToken>();
        logits(spans).forEach((span, logits) -> next.put(span, NextToken.of(logits, watched)));
        return next;
    }

    /**
     * Makes room for so many tokens that are kept at a time, in one piece; more still fit afterwards, at the price of copying. Where
     * nothing is kept, room that was made before is given up first.
     *
     * @throws io.judgefleet.judgelm.inference.ModelUnavailableException if there is too little memory
     */
    default void reserve(int tokens) {}

    /** What may be why numbers that the model says are not finite, asked once there are such; may take as long as reading all weights. */
    default String flaw() {
        return "nothing is known of the weights";
    }

    /** Forgets the spans; none of them may be a parent from now on. */
    void release(Collection<TokenSpan> spans);

    @Override
    void close();
}
