package io.judgefleet.metrics;

/** What a judge is asked to do with a question and its answers (JudgeLM, section 3 and appendix). */
public enum JudgingMode {
    /** Two answers, two scores. */
    PAIR,
    /** One answer against a reference that is pinned to 10. */
    SINGLE,
    /** Three to nineteen answers, a score each. */
    MULTI,
    /** The last answers of a conversation, in its context. */
    CHAT,
    /** A visual benchmark's text mode with alternative reference answers. */
    MULTIMODAL
}
