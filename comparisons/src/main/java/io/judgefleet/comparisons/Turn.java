package io.judgefleet.comparisons;

import io.judgefleet.judgement.Require;
import java.util.List;
import java.util.stream.Stream;

/** An earlier turn of the conversation that a question stands in. */
public record Turn(String role, String text) {
    public Turn {
        Require.notBlank(role, "role of a turn");
    }

    static String digest(List<Turn> turns) {
        return Digest.ofKind(
                "turns",
                turns.stream()
                        .flatMap(turn -> Stream.of(turn.role(), turn.text()))
                        .toList());
    }
}
