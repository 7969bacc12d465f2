package io.judgefleet.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an aggregator has read and not counted, a sentence for each kind; it is in no figure. */
public final class Uncounted {
    /** @param status the answer to {@code /api/status} */
    public static List<String> of(JsonNode status) {
        var sentences = new ArrayList<String>();
        var late = status.path("verdicts").path("late").asLong();
        if (late > 0) {
            sentences.add("%d verdicts are late and in no figure: judged longer ago than judgefleet.aggregator.horizon"
                    .formatted(late));
        }
        var unreadable = status.path("deadLettersBy").path("verdicts").asLong();
        if (unreadable > 0) {
            sentences.add("%d verdicts or labels could not be counted:".formatted(unreadable)
                    + " judgefleet dead-letters list --topic verdicts.dead-letters");
        }
        return List.copyOf(sentences);
    }

    private Uncounted() {}
}
