package io.judgefleet.metrics.agreement;

/**
 * How well one class is recognised (metrics definition B1). A ratio of nothing to nothing is 0, as in scikit-learn with
 * {@code zero_division=0}; {@link #isUndefined} tells.
 *
 * @param right items of the class that were given its label
 * @param gold items of the class
 * @param given items that were given its label
 */
public record ClassScores(long right, long gold, long given) {
    public double precision() {
        return given == 0 ? 0 : (double) right / given;
    }

    public double recall() {
        return gold == 0 ? 0 : (double) right / gold;
    }

    public double f1() {
        return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
    }

    /** Whether precision or recall is a ratio of nothing to nothing. */
    public boolean isUndefined() {
        return given == 0 || gold == 0;
    }

    public boolean occurs() {
        return given > 0 || gold > 0;
    }
}
