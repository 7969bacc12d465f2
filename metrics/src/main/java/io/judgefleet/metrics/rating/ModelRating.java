package io.judgefleet.metrics.rating;

import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.IntervalMethod;

/**
 * A model's place on a leaderboard (metrics definition B14).
 *
 * @param strength log-odds against the mean of its group, whose strengths sum to 0
 * @param fisherError standard error of the strength, by the Fisher information
 * @param sandwichError standard error of the strength that does not trust the model's variance; with ties as halves it is
 *     the narrower one
 * @param comparisons counted for this model within its group
 */
public record ModelRating(String model, double strength, double fisherError, double sandwichError, long comparisons) {
    /** Rating points per unit of log-odds: a lead of 400 wins ten times in eleven. */
    public static final double SCALE = 400 / Math.log(10);

    private static final double CENTRE = 1000;

    public double rating() {
        return CENTRE + SCALE * strength;
    }

    /**
     * The rating's 95 % interval by the sandwich error, anything for a model on its own; comparisons of the same
     * question make it too narrow.
     */
    public Interval interval() {
        if (comparisons == 0) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.95, IntervalMethod.SANDWICH);
        }
        return Interval.robust(rating(), SCALE * sandwichError, SCALE * fisherError, comparisons);
    }

    /** The rating's 95 % interval by the Fisher error. */
    public Interval fisherInterval() {
        return Interval.normal(rating(), SCALE * fisherError);
    }
}
