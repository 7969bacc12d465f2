package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Resolution;

/**
 * What passes with scores say, from the lower model's side.
 *
 * @param code the signs of the preferences in the original and in the swapped order and of the mean scores, as digits to the
 *     base of 3
 */
public record ScoredOutcome(int code) {
    public static final int COUNT = 27;

    static ScoredOutcome of(int original, int swapped, int mean) {
        return new ScoredOutcome((original + 1) * 9 + (swapped + 1) * 3 + mean + 1);
    }

    Preference under(Resolution resolution) {
        var original = code / 9 - 1;
        var swapped = code / 3 % 3 - 1;
        var sign = switch (resolution) {
            case AGREE_OR_TIE -> original == swapped ? original : 0;
            case MAJORITY -> original + swapped;
            case SCORE_MEAN -> code % 3 - 1;
        };
        return sign > 0 ? Preference.FIRST : sign < 0 ? Preference.SECOND : Preference.TIE;
    }
}
