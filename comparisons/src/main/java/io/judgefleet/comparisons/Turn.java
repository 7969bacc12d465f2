package io.judgefleet.comparisons;

import io.judgefleet.metrics.Require;

/** An earlier turn of the conversation that a question stands in. */
public record Turn(String role, String text) {
    public Turn {
        Require.notBlank(role, "role of a turn");
    }
}
