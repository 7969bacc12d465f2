package io.judgefleet.judgement;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The passes of one comparison, in whichever order they arrive (metrics definition B0).
 *
 * @param asked the presentation orders in which the judge was asked or meant to be: both, or the only one
 * @param original what the judge said with the first answer shown first
 * @param swapped what the judge said with the second answer shown first, in the order in which it saw them
 * @param expectedOriginal the expected scores of the first pass, where its {@link ScoreDistribution} is known
 * @param expectedSwapped those of the second pass, in the order in which the judge saw the answers
 */
public record SwappedPair(
        List<PresentationOrder> asked,
        Optional<PassOutcome> original,
        Optional<PassOutcome> swapped,
        Optional<ScorePair> expectedOriginal,
        Optional<ScorePair> expectedSwapped) {
    /** How much of a comparison can be used. */
    public enum Completeness {
        /** Every pass that was asked for has scores. */
        COMPLETE,
        /** One pass of two has scores. */
        HALF,
        /** No pass has scores. */
        EMPTY
    }

    private static final ScorePair LEVEL = new ScorePair(1, 1);
    private static final List<PresentationOrder> BOTH = List.of(PresentationOrder.values());

    public SwappedPair {
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("expected one presentation order or two, found none");
        }
        // A pass that is there was asked for, whatever was meant.
        asked = Stream.concat(
                        asked.stream(),
                        Arrays.stream(PresentationOrder.values())
                                .filter(order ->
                                        (order == PresentationOrder.ORIGINAL ? original : swapped).isPresent()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Passes of whose scores only the written ones are known. */
    public SwappedPair(List<PresentationOrder> asked, Optional<PassOutcome> original, Optional<PassOutcome> swapped) {
        this(asked, original, swapped, Optional.empty(), Optional.empty());
    }

    /** No passes yet of a comparison that is judged in both orders. */
    public static SwappedPair empty() {
        return asked(BOTH);
    }

    /** No passes yet of a comparison that is judged in these orders. */
    public static SwappedPair asked(List<PresentationOrder> orders) {
        return new SwappedPair(orders, Optional.empty(), Optional.empty());
    }

    public static SwappedPair of(PassOutcome original, PassOutcome swapped) {
        return new SwappedPair(BOTH, Optional.of(original), Optional.of(swapped));
    }

    public static SwappedPair of(Map<PresentationOrder, PassOutcome> passes) {
        return new SwappedPair(
                BOTH,
                Optional.ofNullable(passes.get(PresentationOrder.ORIGINAL)),
                Optional.ofNullable(passes.get(PresentationOrder.SWAPPED)));
    }

    /** This pair with the pass of one order put in place of what was there. */
    public SwappedPair with(PresentationOrder order, PassOutcome outcome) {
        return with(order, outcome, null);
    }

    /** As {@link #with(PresentationOrder, PassOutcome)}, with what the judge's logits say where it is known. */
    public SwappedPair with(PresentationOrder order, PassOutcome outcome, @Nullable ScoreDistribution distribution) {
        var expected = Optional.ofNullable(distribution).map(ScoreDistribution::expected);
        return switch (order) {
            case ORIGINAL -> new SwappedPair(asked, Optional.of(outcome), swapped, expected, expectedSwapped);
            case SWAPPED -> new SwappedPair(asked, original, Optional.of(outcome), expectedOriginal, expected);
        };
    }

    public Completeness completeness() {
        var readings = readings();
        var scored = readings.stream().filter(PassReading::isScored).count();
        return scored == readings.size() ? Completeness.COMPLETE : scored > 0 ? Completeness.HALF : Completeness.EMPTY;
    }

    /** What the passes say that were asked for or made, the original order first. */
    public List<PassReading> readings() {
        return Arrays.stream(PresentationOrder.values())
                .map(this::reading)
                .filter(reading -> reading != PassReading.UNASKED)
                .toList();
    }

    /** What the pass of this order says from the point of view of the original first answer: the swap is undone. */
    public PassReading reading(PresentationOrder order) {
        var outcome = pass(order);
        if (outcome.isEmpty()) {
            return asked.contains(order) ? PassReading.ABSENT : PassReading.UNASKED;
        }
        return scores(order).map(scores -> PassReading.of(scores.preference())).orElse(PassReading.UNSCORED);
    }

    /** The scores of the pass of this order, the original first answer's first. */
    public Optional<ScorePair> scores(PresentationOrder order) {
        var shown = pass(order).flatMap(PassOutcome::scorePair);
        return order == PresentationOrder.SWAPPED ? shown.map(ScorePair::swapped) : shown;
    }

    /** Whether every pass has scores and their expectations are known. */
    public boolean hasExpectations() {
        return completeness() == Completeness.COMPLETE
                && original.isPresent() == expectedOriginal.isPresent()
                && swapped.isPresent() == expectedSwapped.isPresent();
    }

    /** By how much the original first answer leads in the scores of all passes; a pass without scores adds to neither. */
    public double lead() {
        return lead(scores(PresentationOrder.ORIGINAL).orElse(LEVEL))
                + lead(scores(PresentationOrder.SWAPPED).orElse(LEVEL));
    }

    /** As {@link #lead()}, in the expected scores. */
    public double expectedLead() {
        return lead(expectedOriginal.orElse(LEVEL)) - lead(expectedSwapped.orElse(LEVEL));
    }

    public Optional<PassOutcome> pass(PresentationOrder order) {
        return order == PresentationOrder.ORIGINAL ? original : swapped;
    }

    private static double lead(ScorePair scores) {
        return scores.first() - scores.second();
    }
}
