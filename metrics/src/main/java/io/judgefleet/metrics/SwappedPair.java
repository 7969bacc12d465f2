package io.judgefleet.metrics;

import java.util.Map;
import java.util.Optional;

/**
 * The passes of one comparison in both presentation orders, in whichever order they arrive (metrics definition B0).
 *
 * @param original what the judge said with the first answer shown first
 * @param swapped what the judge said with the second answer shown first, in the order in which it saw them
 */
public record SwappedPair(Optional<PassOutcome> original, Optional<PassOutcome> swapped) {
    /** How much of a comparison can be used. */
    public enum Completeness {
        /** Both passes have scores. */
        COMPLETE,
        /** One pass has scores. */
        HALF,
        /** No pass has scores. */
        EMPTY
    }

    public static SwappedPair empty() {
        return new SwappedPair(Optional.empty(), Optional.empty());
    }

    public static SwappedPair of(PassOutcome original, PassOutcome swapped) {
        return new SwappedPair(Optional.of(original), Optional.of(swapped));
    }

    public static SwappedPair of(Map<PresentationOrder, PassOutcome> passes) {
        return new SwappedPair(
                Optional.ofNullable(passes.get(PresentationOrder.ORIGINAL)),
                Optional.ofNullable(passes.get(PresentationOrder.SWAPPED)));
    }

    /** This pair with the pass of one order put in place of what was there. */
    public SwappedPair with(PresentationOrder order, PassOutcome outcome) {
        return switch (order) {
            case ORIGINAL -> new SwappedPair(Optional.of(outcome), swapped);
            case SWAPPED -> new SwappedPair(original, Optional.of(outcome));
        };
    }

    public Completeness completeness() {
        var first = reading(PresentationOrder.ORIGINAL).isScored();
        var second = reading(PresentationOrder.SWAPPED).isScored();
        return first && second ? Completeness.COMPLETE : first || second ? Completeness.HALF : Completeness.EMPTY;
    }

    /** What the pass of this order says from the point of view of the original first answer: the swap is undone. */
    public PassReading reading(PresentationOrder order) {
        var outcome = pass(order);
        if (outcome.isEmpty()) {
            return PassReading.ABSENT;
        }
        return scores(order).map(scores -> PassReading.of(scores.preference())).orElse(PassReading.UNSCORED);
    }

    /** The scores of the pass of this order, the original first answer's first. */
    public Optional<ScorePair> scores(PresentationOrder order) {
        var shown = pass(order).flatMap(PassOutcome::scorePair);
        return order == PresentationOrder.SWAPPED ? shown.map(ScorePair::swapped) : shown;
    }

    public Optional<PassOutcome> pass(PresentationOrder order) {
        return order == PresentationOrder.ORIGINAL ? original : swapped;
    }
}
