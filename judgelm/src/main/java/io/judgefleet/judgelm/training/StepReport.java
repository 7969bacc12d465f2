package io.judgefleet.judgelm.training;

import java.util.Optional;

/**
 * A line of a run's metrics: one step, and the examination after it where there was one.
 *
 * @param loss the mean negative log-likelihood of a label, by weight
 */
public record StepReport(
        int step,
        double loss,
        double learningRate,
        double gradientNorm,
        Volume volume,
        double seconds,
        Optional<Examination> examination) {

    /**
     * How much a step worked through.
     *
     * @param tooLong lessons that did not fit and were left out
     */
    public record Volume(int samples, int tooLong, int tokens, int judgementTokens) {}

    StepReport with(Examination found) {
        return new StepReport(step, loss, learningRate, gradientNorm, volume, seconds, Optional.of(found));
    }
}
