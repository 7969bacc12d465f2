package io.judgefleet.judgelm.checkpoint;

/** How a checkpoint stretches its rotary position embedding beyond the length it was first trained on. */
public sealed interface RopeScaling {
    /** Positions as they are. */
    record None() implements RopeScaling {}

    /** Positions divided by a factor. */
    record Linear(double factor) implements RopeScaling {}

    /** Low frequencies divided by a factor, high ones kept, a blend between (LLaMA 3.1). */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalMaxPositions)
            implements RopeScaling {}
}
