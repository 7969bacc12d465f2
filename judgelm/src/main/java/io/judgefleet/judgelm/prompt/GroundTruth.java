package io.judgefleet.judgelm.prompt;

import java.util.List;

/** MM-Vet's notation for reference answers: alternatives separated by {@code <OR>}, or parts joined by {@code <AND>}. */
record GroundTruth(List<String> alternatives) {
    static GroundTruth of(String text) {
        if (text.contains("<OR>")) {
            return new GroundTruth(List.of(text.split("<OR>", -1)));
        }
        return new GroundTruth(List.of(text.replace("<AND>", " and ")));
    }

    /** The first alternative: JudgeLM draws one unseeded, which no second run could repeat. */
    String anchor() {
        return alternatives.getFirst();
    }
}
