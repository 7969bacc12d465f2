package io.judgefleet.metrics.reranking;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.CountTable;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.MeanTally;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.statistics.FixedPoint;
import java.util.Map;

/**
 * Whether probabilities come true, such as a judge's of relevance (metrics page A1).
 *
 * @param bins ten of equal width: observations, those that came true, and the sum of probabilities in fixed point
 * @param squaredErrors of the probabilities
 */
public record CalibrationTally(CountTable bins, MeanTally squaredErrors) implements Tally<CalibrationTally> {
    private static final int BINS = 10;
    private static final int OBSERVED = 0;
    private static final int TRUE = 1;
    private static final int PROBABILITY = 2;

    public static CalibrationTally empty() {
        return new CalibrationTally(CountTable.zeros(BINS, 3), MeanTally.empty());
    }

    public CalibrationTally plus(double probability, boolean cameTrue) {
        return merge(of(probability, cameTrue));
    }

    public CalibrationTally minus(double probability, boolean cameTrue) {
        return without(of(probability, cameTrue));
    }

    @Override
    public CalibrationTally merge(CalibrationTally other) {
        return new CalibrationTally(bins.merge(other.bins), squaredErrors.merge(other.squaredErrors));
    }

    @Override
    public CalibrationTally without(CalibrationTally other) {
        return new CalibrationTally(bins.without(other.bins), squaredErrors.without(other.squaredErrors));
    }

    /** Brier's score (1950): the mean squared error of the probabilities, 0 at best. */
    public Figure brier() {
        return squaredErrors.mean("A1.brier", Policy.STRICT);
    }

    /** The expected calibration error: by how much a bin's mean probability misses its share, weighted by observations. */
    public Figure calibrationError() {
        var n = bins.columnTotal(OBSERVED);
        var counts = Map.of("true", bins.columnTotal(TRUE), "n", n);
        if (n == 0) {
            return Figure.absent("A1.calibration-error", Policy.STRICT, counts, Absence.NO_DATA);
        }
        var error = 0.0;
        for (var bin = 0; bin < BINS; bin++) {
            error += Math.abs(FixedPoint.valueOf(bins.cell(bin, PROBABILITY)) - bins.cell(bin, TRUE)) / n;
        }
        return Figure.of("A1.calibration-error", Policy.STRICT, counts, error);
    }

    private static CalibrationTally of(double probability, boolean cameTrue) {
        Require.within(0, 1, probability, "probability");
        var bin = Math.min(BINS - 1, (int) (probability * BINS));
        var outcome = cameTrue ? 1 : 0;
        return new CalibrationTally(
                empty().bins
                        .add(bin, OBSERVED, 1)
                        .add(bin, TRUE, outcome)
                        .add(bin, PROBABILITY, FixedPoint.of(probability)),
                MeanTally.empty().plus((probability - outcome) * (probability - outcome)));
    }
}
