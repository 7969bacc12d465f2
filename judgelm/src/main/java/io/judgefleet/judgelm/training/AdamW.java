package io.judgefleet.judgelm.training;

/**
 * The optimizer's constants.
 *
 * @param weightDecay of matrices; norms do not decay
 * @param maxNorm the norm to which the gradient of all weights together is clipped
 */
public record AdamW(double beta1, double beta2, double weightDecay, double epsilon, double maxNorm) {
    public static final AdamW DEFAULT = new AdamW(0.9, 0.95, 0, 1e-8, 1);

    float[] settings(double learningRate) {
        return new float[] {
            (float) learningRate, (float) beta1, (float) beta2, (float) weightDecay, (float) epsilon, (float) maxNorm
        };
    }
}
