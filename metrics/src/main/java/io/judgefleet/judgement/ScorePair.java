package io.judgefleet.judgement;

/** The judge's scores for the first and second answer it saw, on a scale of 1 to 10; teachers also write 0 and halves. */
public record ScorePair(double first, double second) {
    public ScorePair {
        Require.within(0, 10, first, "first score");
        Require.within(0, 10, second, "second score");
    }

    /** Who scored higher; equal scores are a tie (JudgeLM's threshold 0). */
    public Preference preference() {
        return first > second ? Preference.FIRST : first < second ? Preference.SECOND : Preference.TIE;
    }

    public ScorePair swapped() {
        return new ScorePair(second, first);
    }
}
