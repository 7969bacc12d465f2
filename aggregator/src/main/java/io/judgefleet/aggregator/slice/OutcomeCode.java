package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.OutcomeTally;
import io.judgefleet.metrics.bias.SwapTally;
import java.util.Optional;

/**
 * All that tells a verdict from the others of its slice in the counts, as a number of 16 bits: verdicts of the same signature
 * count alike, so that it is enough to know how often each signature occurs.
 *
 * @param bits from the lowest: states of both passes (3 each, 0 for a pass that is missing, 7 for one that was never asked for), their
 *     preferences with the swap undone and the preference of the mean scores (2 each), the labelling (3), whether the higher model
 *     came first (1)
 */
public record OutcomeCode(int bits) {
    /** How many there may be. */
    public static final int COUNT = 1 << 16;

    /** After the labels themselves. */
    private static final int UNLABELLED = 3;

    private static final int WITHOUT_MAJORITY = 4;

    private static final int MISSING = 0;
    private static final int UNASKED = 7;

    public static OutcomeCode of(CountedVerdict.Content content, LabelConsensus consensus) {
        var passes = content.passes();
        return new OutcomeCode(state(passes, PresentationOrder.ORIGINAL)
                | state(passes, PresentationOrder.SWAPPED) << 3
                | sign(passes.reading(PresentationOrder.ORIGINAL)) << 6
                | sign(passes.reading(PresentationOrder.SWAPPED)) << 8
                | sign(content.byScores()) << 10
                | label(consensus) << 12
                | (content.higherModelFirst() ? 1 << 15 : 0));
    }

    /** The tally of one verdict that has this signature. */
    public SliceTally tally() {
        return SliceTally.of(
                new SwapTally(SwapTally.empty().plus(original(), swapped()).pairs(), states()),
                this::reading,
                bits >>> 15 == 1,
                consensus(field(12, 7)));
    }

    /** What such a verdict says from the side of the answer that came first in its comparison. */
    Reading reading(Resolution resolution) {
        return resolution.resolve(original(), swapped(), preference(field(10, 3) - 1));
    }

    /**
     * What the passes say from the lower model's side, a single one for both orders; empty where one has no scores or is missing.
     */
    public Optional<ScoredOutcome> outcome() {
        var original = original();
        var swapped = swapped();
        var first = original == PassReading.UNASKED ? swapped : original;
        var second = swapped == PassReading.UNASKED ? original : swapped;
        if (!first.isScored() || !second.isScored()) {
            return Optional.empty();
        }
        var side = bits >>> 15 == 1 ? -1 : 1;
        return Optional.of(ScoredOutcome.of(side * first.sign(), side * second.sign(), side * (field(10, 3) - 1)));
    }

    private PassReading original() {
        return reading(field(0, 7), field(6, 3) - 1);
    }

    private PassReading swapped() {
        return reading(field(3, 7), field(8, 3) - 1);
    }

    private OutcomeTally states() {
        var states = OutcomeTally.empty();
        for (var code : new int[] {field(0, 7), field(3, 7)}) {
            states = code == MISSING || code == UNASKED ? states : states.plus(PassState.values()[code - 1]);
        }
        return states;
    }

    private int field(int shift, int mask) {
        return bits >>> shift & mask;
    }

    private static int state(SwappedPair passes, PresentationOrder order) {
        return passes.pass(order)
                .map(outcome -> PassState.of(outcome).ordinal() + 1)
                .orElse(passes.reading(order) == PassReading.UNASKED ? UNASKED : MISSING);
    }

    private static int sign(PassReading reading) {
        return reading.sign() + 1;
    }

    private static int sign(Preference preference) {
        return PassReading.of(preference).sign() + 1;
    }

    private static int label(LabelConsensus consensus) {
        return switch (consensus) {
            case LabelConsensus.Labelled(var preference) -> preference.ordinal();
            case LabelConsensus.Unlabelled() -> UNLABELLED;
            case LabelConsensus.WithoutMajority() -> WITHOUT_MAJORITY;
        };
    }

    private static LabelConsensus consensus(int label) {
        return switch (label) {
            case UNLABELLED -> new LabelConsensus.Unlabelled();
            case WITHOUT_MAJORITY -> new LabelConsensus.WithoutMajority();
            default -> new LabelConsensus.Labelled(Preference.values()[label]);
        };
    }

    /** What a pass of that state and sign says. */
    private static PassReading reading(int state, int sign) {
        return switch (state) {
            case MISSING -> PassReading.ABSENT;
            case UNASKED -> PassReading.UNASKED;
            default ->
                switch (PassState.values()[state - 1]) {
                    case SCORED, TRUNCATED -> PassReading.of(preference(sign));
                    case UNPARSABLE, REFUSED, FAILED, TIMED_OUT -> PassReading.UNSCORED;
                };
        };
    }

    private static Preference preference(int sign) {
        return sign > 0 ? Preference.FIRST : sign < 0 ? Preference.SECOND : Preference.TIE;
    }
}
