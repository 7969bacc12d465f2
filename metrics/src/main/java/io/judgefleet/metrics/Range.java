package io.judgefleet.metrics;

import java.util.Set;

/**
 * What values a figure can have at all; no interval leaves it.
 *
 * @param low the least, or negative infinity
 * @param high the greatest, or infinity
 */
public record Range(double low, double high) {
    /** Of shares, rates and probabilities. */
    public static final Range SHARE = new Range(0, 1);
    /** Of differences of shares and of coefficients of agreement and correlation. */
    public static final Range DIFFERENCE = new Range(-1, 1);
    /** Of scores, a teacher's included. */
    public static final Range SCORE = new Range(0, 10);
    /** Of differences of scores. */
    public static final Range SCORE_DIFFERENCE = new Range(-10, 10);
    /** Of ratings, log-odds and whatever else has no bounds. */
    public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final Range HALVES = new Range(-0.5, 0.5);

    /** Ids, or their beginnings. */
    private static final Set<String> SHARES = Set.of(
            "A1.",
            "A4.task-",
            "A4.judging-performance",
            "A4.pick-rate",
            "B0.",
            "B1.agreement",
            "B1.precision-",
            "B1.rater-agreement",
            "B1.recall-",
            "B1.setup-",
            "B2.true-",
            "B2.leniency",
            "B2.corrected-pass-rate",
            "B3.",
            "B4.consistency",
            "B4.bias-",
            "B4.decided-",
            "B4.total-bias",
            "B5.flip-rate",
            "B7.length-controlled-win-rate",
            "B7.longer-preferred",
            "B9.attack-success-",
            "B10.");

    private static final Set<String> DIFFERENCES = Set.of(
            "A4.favouritism",
            "A4.judging-correlation",
            "A4.pick-correlation",
            "B1.cohen-kappa",
            "B1.scott-pi",
            "B2.correctness",
            "B2.score-inflation",
            "B4.preference-fairness",
            "B5.agreement-gain",
            "B7.length-correlation",
            "B7.longer-excess",
            "B7.wrong-for-length",
            "B8.self-enhancement",
            "B9.attack-excess-agnostic",
            "B11.factor-correlation",
            "B11.model-factor-correlation");

    public Range {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "a range's low must be below its high, found %s and %s".formatted(low, high));
        }
    }

    /** The range of the figures of that definition; {@link #ANY} of those that this version does not know. */
    public static Range of(String definition) {
        if (SHARES.stream().anyMatch(definition::startsWith)) {
            return SHARE;
        }
        if (definition.equals("B4.first-shown-bias")) {
            return HALVES;
        }
        if (definition.equals("B16.mean-score")) {
            return SCORE;
        }
        if (definition.equals("B5.score-shift") || definition.equals("B11.infraction-penalty")) {
            return SCORE_DIFFERENCE;
        }
        return DIFFERENCES.contains(definition) ? DIFFERENCE : ANY;
    }

    /** The value, or the end that it lies beyond. */
    public double cut(double value) {
        return Math.min(high, Math.max(low, value));
    }

    /** Whether both ends are finite. */
    public boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
