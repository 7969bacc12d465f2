package io.judgefleet.metrics.statistics;

import io.judgefleet.metrics.statistics.ConcaveFunction.Derivatives;
import java.util.Optional;

/** Newton's method for concave functions, with steps that neither leave the domain nor overshoot. */
public final class Newton {
    private static final int MAX_STEPS = 200;
    private static final int MAX_HALVINGS = 60;
    private static final double CONVERGED = 1e-10;
    /** Curvatures below this are what rounding leaves of a function that grows without limit. */
    private static final double FLAT = 1e-9;
    /** Steps are cut to this length, beyond which a likelihood is far from quadratic. */
    private static final double MAX_STEP = 2;
    /** How much of the slope along a step may be left on its far side. */
    private static final double OVERSHOOT = 0.5;

    /** The point where the function is largest; empty where it grows without limit or is flat to double precision. */
    public static Optional<double[]> maximise(ConcaveFunction function, double... start) {
        var point = start.clone();
        var here = function.at(point);
        for (var step = 0; step < MAX_STEPS; step++) {
            var information = SymmetricMatrix.factorIfDefinite(here.information());
            if (information.isEmpty()) {
                return Optional.empty();
            }
            var move = information.get().solve(here.gradient());
            var length = longest(move);
            if (length < CONVERGED) {
                return information.get().smallestPivot() < FLAT ? Optional.empty() : Optional.of(moved(point, move, 1));
            }
            var share = Math.min(1, MAX_STEP / length);
            var slope = SymmetricMatrix.dot(move, here.gradient());
            var next = moved(point, move, share);
            var there = function.at(next);
            for (var halving = 0; overshoots(move, there, slope) && halving < MAX_HALVINGS; halving++) {
                share /= 2;
                next = moved(point, move, share);
                there = function.at(next);
            }
            point = next;
            here = there;
        }
        return Optional.empty();
    }

    /** Along the step the slope falls, as the function is concave; far below 0 the maximum lies well behind. */
    private static boolean overshoots(double[] move, Derivatives there, double slope) {
        return !(SymmetricMatrix.dot(move, there.gradient()) >= -OVERSHOOT * slope);
    }

    private static double longest(double[] move) {
        var longest = 0.0;
        for (var value : move) {
            longest = Math.max(longest, Math.abs(value));
        }
        return longest;
    }

    private static double[] moved(double[] point, double[] move, double share) {
        var moved = point.clone();
        for (var i = 0; i < moved.length; i++) {
            moved[i] += share * move[i];
        }
        return moved;
    }

    private Newton() {}
}
