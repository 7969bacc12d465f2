package io.judgefleet.metrics;

import java.util.Map;
import java.util.Optional;

/**
 * The passes of one comparison in both presentation orders, in whichever order they arrive (metrics definition B0).
 *
 * @param original what the judge said with the first answer shown first
 * @param swapped what the judge said with the second answer shown first, in the order in which it saw them
 * @param expectedOriginal the expected scores of the first pass, where its {@link ScoreDistribution} is known
 * @param expectedSwapped those of the second pass, in the order in which the judge saw the answers
 */
public record SwappedPair(
        Optional<PassOutcome> original,
        Optional<PassOutcome> swapped,
        Optional<ScorePair> expectedOriginal,
        Optional<ScorePair> expectedSwapped) {
    /** How much of a comparison can be used. */
    public enum Completeness {
        /** Both passes have scores. */
        COMPLETE,
        /** One pass has scores. */
        HALF,
        /** No pass has scores. */
        EMPTY
    }

    /** Passes of whose scores only the written ones are known. */
    public SwappedPair(Optional<PassOutcome> original, Optional<PassOutcome> swapped) {
        this(original, swapped, Optional.empty(), Optional.empty());
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
        return with(order, outcome, Optional.empty());
    }

    /** As {@link #with(PresentationOrder, PassOutcome)}, with what the judge's logits say where it is known. */
    public SwappedPair with(PresentationOrder order, PassOutcome outcome, Optional<ScoreDistribution> distribution) {
        var expected = distribution.map(ScoreDistribution::expected);
        return switch (order) {
            case ORIGINAL -> new SwappedPair(Optional.of(outcome), swapped, expected, expectedSwapped);
            case SWAPPED -> new SwappedPair(original, Optional.of(outcome), expectedOriginal, expected);
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

    /** Whether both passes have scores and their expectations are known. */
    public boolean hasExpectations() {
        return expectedOriginal.isPresent() && expectedSwapped.isPresent() && completeness() == Completeness.COMPLETE;
    }

    /** By how much the original first answer leads in the scores of both passes; a pass without scores adds to neither. */
    public double lead() {
        return lead(scores(PresentationOrder.ORIGINAL)) + lead(scores(PresentationOrder.SWAPPED));
    }

    /** As {@link #lead()}, in the expected scores. */
    public double expectedLead() {
        return lead(expectedOriginal) - lead(expectedSwapped);
    }

    public Optional<PassOutcome> pass(PresentationOrder order) {
        return order == PresentationOrder.ORIGINAL ? original : swapped;
    }

    private static double lead(Optional<ScorePair> scores) {
        return scores.map(pair -> pair.first() - pair.second()).orElse(0.0);
    }
}
