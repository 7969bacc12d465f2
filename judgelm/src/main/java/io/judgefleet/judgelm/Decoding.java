package io.judgefleet.judgelm;

/** How a judge's scores come from its logits. */
public enum Decoding {
    /** The likeliest token, whatever it is; the completion is parsed. */
    GREEDY("greedy"),
    /** The likeliest token that the grammar of two scores allows; always two scores, whatever the judge would rather write. */
    CONSTRAINED_ARGMAX("constrained-argmax");

    private final String id;

    Decoding(String id) {
        this.id = id;
    }

    /** The name in configuration and provenance. */
    public String id() {
        return id;
    }
}
