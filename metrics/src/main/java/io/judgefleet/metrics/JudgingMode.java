package io.judgefleet.metrics;

import java.util.Locale;

/** What a judge is asked to do with a question and its answers (JudgeLM, section 3 and appendix). */
public enum JudgingMode {
    /** Two answers, two scores. */
    PAIR("two answers"),
    /** One answer against a reference, or against another answer, that is pinned to 10. */
    SINGLE("one answer and a reference, or an anchor and an answer"),
    /** Three to nineteen answers, a score each. */
    MULTI("3 to 19 answers"),
    /** The last answers of a conversation, in its context. */
    CHAT("two answers"),
    /** A visual benchmark's text mode with alternative reference answers. */
    MULTIMODAL("a reference and one answer, or an anchor and an answer besides it");

    private final String need;

    JudgingMode(String need) {
        this.need = need;
    }

    /**
     * Requires what this mode can judge.
     *
     * @throws IllegalArgumentException otherwise, with what was expected and what was found
     */
    public void require(int answers, boolean hasReference) {
        boolean fits = switch (this) {
            case PAIR, CHAT -> answers == 2;
            case SINGLE -> answers == 2 || answers == 1 && hasReference;
            case MULTI -> answers >= 3 && answers <= 19;
            case MULTIMODAL -> (answers == 1 || answers == 2) && hasReference;
        };
        if (!fits) {
            throw new IllegalArgumentException("expected %s for mode %s, found %d %s %s a reference"
                    .formatted(
                            need,
                            name().toLowerCase(Locale.ROOT),
                            answers,
                            answers == 1 ? "answer" : "answers",
                            hasReference ? "with" : "without"));
        }
    }
}
