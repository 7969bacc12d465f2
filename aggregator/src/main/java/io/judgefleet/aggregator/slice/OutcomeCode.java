package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Coded;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.OutcomeTally;
import io.judgefleet.metrics.bias.SwapTally;
import java.util.List;
import java.util.Optional;

/**
 * All that tells a verdict from the others of its slice in the counts, as a number of 16 bits: verdicts of the same code count
 * alike, so that it is enough to know how often each code occurs.
 *
 * @param bits fields from the lowest: the states of both passes, their preferences with the swap undone, the preference of the
 *     mean scores, the labels' consensus, and whether the higher model came first
 */
public record OutcomeCode(int bits) {
    private static final BitField ORIGINAL_STATE = BitField.lowest("state of the original pass", 3);
    private static final BitField SWAPPED_STATE = ORIGINAL_STATE.next("state of the swapped pass", 3);
    private static final BitField ORIGINAL_SIGN = SWAPPED_STATE.next("preference of the original pass", 2);
    private static final BitField SWAPPED_SIGN = ORIGINAL_SIGN.next("preference of the swapped pass", 2);
    private static final BitField SCORES_SIGN = SWAPPED_SIGN.next("preference of the mean scores", 2);
    private static final BitField CONSENSUS = SCORES_SIGN.next("consensus of the labels", 3);
    private static final BitField HIGHER_FIRST = CONSENSUS.next("flag of the higher model first", 1);

    /** How many there may be. */
    public static final int COUNT = 1 << HIGHER_FIRST.end();

    /** States: of a pass that is missing, of one that is there by its state's code, of one that was never asked for. */
    private static final int MISSING = 0;

    private static final int MADE = 1;
    private static final int UNASKED = 7;

    /** Consensuses: below these the code of the preference. */
    private static final int UNLABELLED = 3;

    private static final int WITHOUT_MAJORITY = 4;

    public OutcomeCode {
        if (bits < 0 || bits >= COUNT) {
            throw new IllegalArgumentException(
                    "expected an outcome code from 0 to %d, found %d".formatted(COUNT - 1, bits));
        }
    }

    public static OutcomeCode of(CountedVerdict.Content content, LabelConsensus consensus) {
        var passes = content.passes();
        return new OutcomeCode(ORIGINAL_STATE.with(state(passes, PresentationOrder.ORIGINAL))
                | SWAPPED_STATE.with(state(passes, PresentationOrder.SWAPPED))
                | ORIGINAL_SIGN.with(sign(passes.reading(PresentationOrder.ORIGINAL)))
                | SWAPPED_SIGN.with(sign(passes.reading(PresentationOrder.SWAPPED)))
                | SCORES_SIGN.with(sign(PassReading.of(content.byScores())))
                | CONSENSUS.with(label(consensus))
                | HIGHER_FIRST.with(content.higherModelFirst() ? 1 : 0));
    }

    /** The tally of one verdict that has this code. */
    public SliceTally tally() {
        return SliceTally.of(
                new SwapTally(SwapTally.empty().plus(original(), swapped()).pairs(), states()),
                this::reading,
                higherModelFirst(),
                consensus(CONSENSUS.of(bits)));
    }

    /** What such a verdict says from the side of the answer that came first in its comparison. */
    Reading reading(Resolution resolution) {
        return resolution.resolve(original(), swapped(), preference(SCORES_SIGN));
    }

    /** What such a verdict says from the lower model's side. */
    Reading readingOfLowerModel(Resolution resolution) {
        var reading = reading(resolution);
        return higherModelFirst() ? reading.swapped() : reading;
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
        var side = higherModelFirst() ? -1 : 1;
        var mean = PassReading.of(preference(SCORES_SIGN)).sign();
        return Optional.of(ScoredOutcome.of(side * first.sign(), side * second.sign(), side * mean));
    }

    private boolean higherModelFirst() {
        return HIGHER_FIRST.of(bits) == 1;
    }

    private PassReading original() {
        return reading(ORIGINAL_STATE, ORIGINAL_SIGN);
    }

    private PassReading swapped() {
        return reading(SWAPPED_STATE, SWAPPED_SIGN);
    }

    private PassReading reading(BitField state, BitField sign) {
        return switch (state.of(bits)) {
            case MISSING -> PassReading.ABSENT;
            case UNASKED -> PassReading.UNASKED;
            default ->
                switch (PassState.CODES.of(state.of(bits) - MADE)) {
                    case SCORED, TRUNCATED -> PassReading.of(preference(sign));
                    case UNPARSABLE, REFUSED, FAILED, TIMED_OUT -> PassReading.UNSCORED;
                };
        };
    }

    private Preference preference(BitField sign) {
        return switch (sign.of(bits)) {
            case 0 -> Preference.SECOND;
            case 1 -> Preference.TIE;
            case 2 -> Preference.FIRST;
            default ->
                throw new IllegalArgumentException("expected a %s from 0 to 2 in the outcome code %d, found %d"
                        .formatted(sign.name(), bits, sign.of(bits)));
        };
    }

    private OutcomeTally states() {
        var states = OutcomeTally.empty();
        for (var field : List.of(ORIGINAL_STATE, SWAPPED_STATE)) {
            var state = field.of(bits);
            states = state == MISSING || state == UNASKED ? states : states.plus(PassState.CODES.of(state - MADE));
        }
        return states;
    }

    private static int state(SwappedPair passes, PresentationOrder order) {
        return passes.pass(order)
                .map(outcome -> MADE + below(UNASKED - MADE, PassState.of(outcome)))
                .orElse(passes.reading(order) == PassReading.UNASKED ? UNASKED : MISSING);
    }

    private static int sign(PassReading reading) {
        return reading.sign() + 1;
    }

    private static int label(LabelConsensus consensus) {
        return switch (consensus) {
            case LabelConsensus.Labelled(var preference) -> below(UNLABELLED, preference);
            case LabelConsensus.Unlabelled() -> UNLABELLED;
            case LabelConsensus.WithoutMajority() -> WITHOUT_MAJORITY;
        };
    }

    private static LabelConsensus consensus(int label) {
        return switch (label) {
            case UNLABELLED -> new LabelConsensus.Unlabelled();
            case WITHOUT_MAJORITY -> new LabelConsensus.WithoutMajority();
            default -> new LabelConsensus.Labelled(Preference.CODES.of(label));
        };
    }

    /** The constant's code, which must not be taken for one of the numbers with another meaning. */
    private static int below(int limit, Coded constant) {
        if (constant.code() >= limit) {
            throw new IllegalArgumentException("expected a code below %d in an outcome code, found %d of %s"
                    .formatted(limit, constant.code(), constant));
        }
        return constant.code();
    }
}
