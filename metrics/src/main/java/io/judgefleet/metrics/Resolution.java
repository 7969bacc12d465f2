package io.judgefleet.metrics;

/** How the two passes of a comparison become one preference (metrics definition B0). */
public enum Resolution {
    /** The preference if both orders agree, else a tie (FastChat, MT-Bench). */
    AGREE_OR_TIE,
    /** The sign of the sum of both preferences (JudgeBench). */
    MAJORITY,
    /** The sign of the difference of the mean scores over both orders (FairEval). */
    SCORE_MEAN
}
