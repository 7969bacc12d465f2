package io.judgefleet.judgelm.training;

import io.judgefleet.judgement.Require;

/**
 * How long a run is and how large its steps are: a rise from nothing over the warm-up, then a cosine down to a floor.
 *
 * @param decaySteps the steps after which the floor is reached; a run of fewer steps ends before
 * @param samplesPerStep how many samples share one update of the weights
 * @param peakRate the learning rate at the end of the warm-up
 * @param warmup the share of the steps that it takes
 * @param floor the share of the peak at which the run ends
 */
public record Schedule(int steps, int decaySteps, int samplesPerStep, double peakRate, double warmup, double floor) {
    public Schedule {
        if (steps < 1 || samplesPerStep < 1) {
            throw new IllegalArgumentException("expected at least one step of at least one sample, found %d of %d"
                    .formatted(steps, samplesPerStep));
        }
        if (decaySteps < steps) {
            throw new IllegalArgumentException(
                    "expected the learning rate to fall over at least the run's %d steps, found %d"
                            .formatted(steps, decaySteps));
        }
        Require.within(0, 1, peakRate, "learning rate");
        Require.within(0, 1, warmup, "warm-up share");
        Require.within(0, 1, floor, "floor of the learning rate");
    }

    /** The learning rate of a step; steps count from 1. */
    double rate(int step) {
        double warmupSteps = Math.ceil(warmup * decaySteps);
        if (step <= warmupSteps) {
            return peakRate * step / warmupSteps;
        }
        var progress = (step - warmupSteps) / Math.max(1, decaySteps - warmupSteps);
        return peakRate * (floor + (1 - floor) * (1 + Math.cos(Math.PI * progress)) / 2);
    }
}
