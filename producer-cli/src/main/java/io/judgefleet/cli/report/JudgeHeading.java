package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.Console;
import io.judgefleet.metrics.text.LookAlikes;
import java.util.StringJoiner;

/** The lines above a judge's figures: who it is, what was asked, and aloud when its weights are random. */
final class JudgeHeading {
    private static final int FINGERPRINT = 12;

    static void print(JsonNode answer, JsonNode board, Console console) {
        var judge = board.path("judge");
        console.result("judge %s (%s), mode %s, window %s, policy %s, resolution %s"
                .formatted(
                        judge.path("name").asText("?"),
                        fingerprint(judge),
                        board.path("mode").asText("?"),
                        answer.path("window").path("name").asText("?"),
                        answer.path("policy").asText("?"),
                        answer.path("resolution").asText("?")));
        if (judge.path("weightsOrigin").asText().equals("random")) {
            console.result("*** the judge has random weights: its verdicts mean nothing ***");
        }
    }

    /** A line for each group of models whose names differ by what a reader cannot see. */
    static void printLookAlikes(JsonNode groups, Console console) {
        for (var group : groups) {
            var names = new StringJoiner(", ");
            group.forEach(name -> names.add(LookAlikes.spelled(name.asText())));
            console.result("look alike, but are different models: " + names);
        }
    }

    private static String fingerprint(JsonNode judge) {
        var whole = judge.path("fingerprint").asText("?");
        return whole.length() > FINGERPRINT ? whole.substring(0, FINGERPRINT) : whole;
    }

    private JudgeHeading() {}
}
