package io.judgefleet.judgement;

import java.util.List;
import java.util.Locale;

/** What a judge is asked to do with a question and its answers (JudgeLM, section 3 and appendix). */
public enum JudgingMode implements Coded {
    /** Two answers, two scores. */
    PAIR(0, "two answers"),
    /** One answer against a reference, or against another answer, that is pinned to 10. */
    SINGLE(1, "one answer and a reference, or an anchor and an answer"),
    /** Three to nineteen answers, a score each. */
    MULTI(2, "3 to 19 answers"),
    /** The last answers of a conversation, in its context. */
    CHAT(3, "two answers"),
    /** A visual benchmark's text mode with alternative reference answers. */
    MULTIMODAL(4, "a reference and one answer, or an anchor and an answer besides it");

    /** The constants by their codes. */
    public static final Codes<JudgingMode> CODES = Codes.of(JudgingMode.class);

    private final int code;
    private final String need;

    JudgingMode(int code, String need) {
        this.code = code;
        this.need = need;
    }

    @Override
    public int code() {
        return code;
    }

    /** The presentation orders in which this mode judges unless fewer are asked for: both where a swap has a meaning. */
    public List<PresentationOrder> orders() {
        return switch (this) {
            case PAIR, CHAT -> List.of(PresentationOrder.ORIGINAL, PresentationOrder.SWAPPED);
            case SINGLE, MULTI, MULTIMODAL -> List.of(PresentationOrder.ORIGINAL);
        };
    }

    /** Whether the prompt pins the first score of a pass to 10, so that only the second one is the judge's. */
    public boolean pinsFirstScore() {
        return switch (this) {
            case SINGLE, MULTIMODAL -> true;
            case PAIR, MULTI, CHAT -> false;
        };
    }

    /**
     * The orders that are asked for, or those of this mode where none are named.
     *
     * @throws IllegalArgumentException when this mode does not judge in one of them
     */
    public List<PresentationOrder> requireOrders(List<PresentationOrder> asked) {
        if (asked.isEmpty()) {
            return orders();
        }
        if (!orders().containsAll(asked) || asked.stream().distinct().count() < asked.size()) {
            throw new IllegalArgumentException("expected presentation orders among %s for mode %s, each once, found %s"
                    .formatted(orders(), name(), asked)
                    .toLowerCase(Locale.ROOT));
        }
        return asked.stream().sorted().toList();
    }

    /** Whether there are comparisons of so many answers in this mode. */
    public boolean judges(int answers) {
        return fits(answers, true);
    }

    /**
     * Requires what this mode can judge.
     *
     * @throws IllegalArgumentException otherwise, with what was expected and what was found
     */
    public void require(int answers, boolean hasReference) {
        if (!fits(answers, hasReference)) {
            throw new IllegalArgumentException("expected %s for mode %s, found %d %s %s a reference"
                    .formatted(
                            need,
                            name().toLowerCase(Locale.ROOT),
                            answers,
                            answers == 1 ? "answer" : "answers",
                            hasReference ? "with" : "without"));
        }
    }

    private boolean fits(int answers, boolean hasReference) {
        return switch (this) {
            case PAIR, CHAT -> answers == 2;
            case SINGLE -> answers == 2 || answers == 1 && hasReference;
            case MULTI -> answers >= 3 && answers <= 19;
            case MULTIMODAL -> (answers == 1 || answers == 2) && hasReference;
        };
    }
}
