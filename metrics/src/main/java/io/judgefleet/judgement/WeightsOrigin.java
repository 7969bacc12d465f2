package io.judgefleet.judgement;

/** Where a judge's weights come from, as far as its folder says. */
public enum WeightsOrigin {
    UNSTATED,
    TRAINED,
    /** Random numbers: its verdicts mean nothing. */
    RANDOM
}
