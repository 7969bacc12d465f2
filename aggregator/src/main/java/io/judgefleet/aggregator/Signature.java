package io.judgefleet.aggregator;

import io.judgefleet.metrics.PassOutcome;
import io.judgefleet.metrics.PassReading;
import io.judgefleet.metrics.PassState;
import io.judgefleet.metrics.Preference;
import io.judgefleet.metrics.PresentationOrder;
import io.judgefleet.metrics.ScorePair;
import io.judgefleet.metrics.SwappedPair;
import java.util.Optional;

/**
 * All that tells a verdict from the others of its slice in the counts, as a number of 16 bits: verdicts of the same signature
 * count alike, so that it is enough to know how often each signature occurs.
 *
 * @param bits from the lowest: states of both passes (3 each, 0 for a pass that was not made), their preferences with the swap
 *     undone and the preference of the mean scores (2 each), the labelling (3), whether the higher model came first (1)
 */
public record Signature(int bits) {
    /** How many there may be. */
    public static final int COUNT = 1 << 16;

    /** After the labels themselves. */
    private static final int UNLABELLED = 3;

    private static final int WITHOUT_MAJORITY = 4;
    private static final int MIDDLE = 5;

    static Signature of(CountedVerdict.Content content, Labelling labelling) {
        var passes = content.passes();
        return new Signature(state(passes.original())
                | state(passes.swapped()) << 3
                | sign(passes.reading(PresentationOrder.ORIGINAL)) << 6
                | sign(passes.reading(PresentationOrder.SWAPPED)) << 8
                | sign(content.byScores()) << 10
                | label(labelling) << 12
                | (content.higherModelFirst() ? 1 << 15 : 0));
    }

    /** The tally of one verdict that has this signature. */
    public SliceTally tally() {
        var mean = scores(field(10, 3) - 1);
        var pair = new SwappedPair(
                pass(field(0, 7), field(6, 3) - 1),
                pass(field(3, 7), field(8, 3) - 1).map(Signature::turned),
                Optional.of(mean),
                Optional.of(mean.swapped()));
        return SliceTally.of(pair, bits >>> 15 == 1, labelling(field(12, 7)));
    }

    /** What both passes say from the lower model's side; empty where one has no scores. */
    Optional<Outcome> outcome() {
        if (!isScored(field(0, 7)) || !isScored(field(3, 7))) {
            return Optional.empty();
        }
        var side = bits >>> 15 == 1 ? -1 : 1;
        return Optional.of(Outcome.of(side * (field(6, 3) - 1), side * (field(8, 3) - 1), side * (field(10, 3) - 1)));
    }

    private static boolean isScored(int state) {
        return state == PassState.SCORED.ordinal() + 1 || state == PassState.TRUNCATED.ordinal() + 1;
    }

    private int field(int shift, int mask) {
        return bits >>> shift & mask;
    }

    private static int state(Optional<PassOutcome> pass) {
        return pass.map(outcome -> PassState.of(outcome).ordinal() + 1).orElse(0);
    }

    private static int sign(PassReading reading) {
        return reading.sign() + 1;
    }

    private static int sign(Preference preference) {
        return PassReading.of(preference).sign() + 1;
    }

    private static int label(Labelling labelling) {
        return switch (labelling) {
            case Labelling.Labelled(var preference) -> preference.ordinal();
            case Labelling.Unlabelled() -> UNLABELLED;
            case Labelling.WithoutMajority() -> WITHOUT_MAJORITY;
        };
    }

    private static Labelling labelling(int label) {
        return switch (label) {
            case UNLABELLED -> new Labelling.Unlabelled();
            case WITHOUT_MAJORITY -> new Labelling.WithoutMajority();
            default -> new Labelling.Labelled(Preference.values()[label]);
        };
    }

    /** A pass with some scores of that preference. */
    private static Optional<PassOutcome> pass(int state, int preference) {
        if (state == 0) {
            return Optional.empty();
        }
        var scores = scores(preference);
        return Optional.of(
                switch (PassState.values()[state - 1]) {
                    case SCORED -> new PassOutcome.Scored(scores);
                    case TRUNCATED -> new PassOutcome.Truncated(scores);
                    case UNPARSABLE -> new PassOutcome.Unparsable("");
                    case REFUSED -> new PassOutcome.Refused("");
                    case FAILED -> new PassOutcome.Failed("");
                    case TIMED_OUT -> new PassOutcome.TimedOut("");
                });
    }

    private static ScorePair scores(int preference) {
        return new ScorePair(MIDDLE + preference, MIDDLE);
    }

    /** As the judge saw it with the answers swapped. */
    private static PassOutcome turned(PassOutcome outcome) {
        return switch (outcome) {
            case PassOutcome.Scored(var scores) -> new PassOutcome.Scored(scores.swapped());
            case PassOutcome.Truncated(var scores) -> new PassOutcome.Truncated(scores.swapped());
            case PassOutcome other -> other;
        };
    }
}
