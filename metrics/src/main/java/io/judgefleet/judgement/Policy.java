package io.judgefleet.judgement;

/** How passes without scores enter a figure; every published figure names its policy (metrics definition B0). */
public enum Policy {
    /** They are dropped; the default. */
    STRICT,
    /** They count as ties, as JudgeLM and PandaLM do. */
    TIE,
    /** They stay in the denominator and are never right. */
    WRONG,
    /**
     * JudgeBench's rule (2410.12784), which differs by figure: a pass without scores weighs as much as a
     * tie in what a comparison says, so that one right pass beside it is right, and makes its comparison inconsistent. It goes
     * with {@link Resolution#MAJORITY}.
     */
    JUDGEBENCH;

    /** The plain policy by which preferences are read, and all that is made of them. */
    public Policy ofPreferences() {
        return this == JUDGEBENCH ? TIE : this;
    }

    /** The plain policy by which two passes are compared with each other. */
    public Policy ofConsistency() {
        return this == JUDGEBENCH ? WRONG : this;
    }
}
