package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.checkpoint.files.DType;

/**
 * How a training step computes.
 *
 * @param dtype the type of the blocks' arithmetic; weights, gradients and the optimizer's state are in single precision
 * @param checkpointing whether each layer is computed again for its gradient instead of being kept
 * @param adapter which part of the weights is trained
 */
public record StepSettings(DType dtype, boolean checkpointing, Adapter adapter) {
    /** Single precision, everything kept, every weight trained. */
    public static final StepSettings DEFAULT = new StepSettings(DType.FP32, false, Adapter.NONE);

    /**
     * Low-rank adapters on each matrix of each layer (LoRA); of rank 0 there are none, and every weight is trained.
     *
     * @param alpha the adapters' product counts {@code alpha / rank} times
     */
    public record Adapter(int rank, double alpha, long seed) {
        static final Adapter NONE = new Adapter(0, 0, 0);

        public Adapter {
            if (rank < 0 || alpha < 0) {
                throw new IllegalArgumentException(
                        "expected a rank and an alpha from 0 up, found %d and %s".formatted(rank, alpha));
            }
        }

        boolean isPresent() {
            return rank > 0;
        }

        double scale() {
            return isPresent() ? alpha / rank : 0;
        }
    }

    public StepSettings {
        if (dtype == DType.FP16) {
            throw new IllegalArgumentException("expected the compute type fp32 or bf16, found fp16");
        }
    }
}
