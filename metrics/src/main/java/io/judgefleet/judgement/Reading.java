package io.judgefleet.judgement;

import java.util.Optional;

/**
 * What the passes of a comparison say together, from the point of view of the original first answer, so that every
 * {@link Policy} is a function of the same counts (metrics definition B0).
 *
 * <p>The unscored readings name the preference that remains when every pass without scores is read as a tie.
 */
public enum Reading implements Coded {
    FIRST(0),
    TIE(1),
    SECOND(2),
    UNSCORED_FIRST(3),
    UNSCORED_TIE(4),
    UNSCORED_SECOND(5),
    /** A pass is missing: the comparison enters no figure. */
    ABSENT(6);

    /** The constants by their codes. */
    public static final Codes<Reading> CODES = Codes.of(Reading.class);

    private final int code;

    Reading(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    public static Reading of(Preference preference) {
        return of(preference, true);
    }

    /** The reading of a comparison whose passes, unscored ones as ties, resolve to this preference. */
    public static Reading of(Preference preference, boolean scored) {
        return switch (preference) {
            case FIRST -> scored ? FIRST : UNSCORED_FIRST;
            case TIE -> scored ? TIE : UNSCORED_TIE;
            case SECOND -> scored ? SECOND : UNSCORED_SECOND;
        };
    }

    public boolean isScored() {
        return switch (this) {
            case FIRST, TIE, SECOND -> true;
            case UNSCORED_FIRST, UNSCORED_TIE, UNSCORED_SECOND, ABSENT -> false;
        };
    }

    /** The preference that counts under the policy; empty where the reading is dropped or can only be wrong. */
    public Optional<Preference> under(Policy policy) {
        return isScored() || policy.ofPreferences() == Policy.TIE ? preference() : Optional.empty();
    }

    /** Whether the reading stands in the denominator under the policy. */
    public boolean countsUnder(Policy policy) {
        return isScored() || (this != ABSENT && policy != Policy.STRICT);
    }

    /** The same reading when the two answers trade places; its own inverse. */
    public Reading swapped() {
        return preference()
                .map(preference -> of(preference.swapped(), isScored()))
                .orElse(ABSENT);
    }

    private Optional<Preference> preference() {
        return switch (this) {
            case FIRST, UNSCORED_FIRST -> Optional.of(Preference.FIRST);
            case TIE, UNSCORED_TIE -> Optional.of(Preference.TIE);
            case SECOND, UNSCORED_SECOND -> Optional.of(Preference.SECOND);
            case ABSENT -> Optional.empty();
        };
    }
}
