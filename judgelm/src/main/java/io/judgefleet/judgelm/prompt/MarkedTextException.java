package io.judgefleet.judgelm.prompt;

import java.util.List;

/** A task whose texts hold markers of the prompt template, under the policy to reject such tasks. */
public final class MarkedTextException extends IllegalArgumentException {
    public MarkedTextException(List<String> findings) {
        super("expected no template markers in user text, found " + String.join(", ", findings));
    }
}
