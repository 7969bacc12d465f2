package io.judgefleet.metrics.statistics;

/** A smooth concave function of several numbers, such as a log-likelihood. */
@FunctionalInterface
public interface ConcaveFunction {
    /**
     * Slope and curvature in one point.
     *
     * @param gradient the first derivatives; not a number where the point lies outside the domain
     * @param information the negated second derivatives, positive definite
     */
    record Derivatives(double[] gradient, double[][] information) {}

    Derivatives at(double[] point);
}
