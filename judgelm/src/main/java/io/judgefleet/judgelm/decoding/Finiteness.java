package io.judgefleet.judgelm.decoding;

import io.judgefleet.judgelm.inference.NextToken;
import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the numbers that a model says after one prompt and its continuations are finite; none that follow the first other are used. */
final class Finiteness {
    private final int[] tokens;
    private List<TokenSpan> awaited = List.of();
    private @Nullable String fault;

    /** Beside the largest logit, the log-probabilities of some tokens are looked at, which must be watched. */
    Finiteness(int[] tokens) {
        this.tokens = tokens;
    }

    /** Notes what is about to be read, of which all but common beginnings is asked. */
    List<TokenSpan> await(List<TokenSpan> spans) {
        awaited = spans;
        return spans;
    }

    /** Looks at what was awaited. */
    void check(Map<TokenSpan, NextToken> read) {
        for (var span : awaited) {
            var next = Objects.requireNonNull(read.get(span), "an awaited span was read");
            next.notFinite(tokens).ifPresent(found -> fault = fault(span, found));
        }
    }

    /** What was not finite, and where. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    private static String fault(TokenSpan span, double found) {
        return "expected finite logits after %d tokens, found %s".formatted(span.start() + span.length(), found);
    }
}
