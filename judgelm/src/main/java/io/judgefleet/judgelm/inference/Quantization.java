package io.judgefleet.judgelm.inference;

import java.util.Locale;

/** How the large matrices of a model are stored when not in its compute type; each is a trade of agreement for speed. */
public enum Quantization {
    /** As they are computed. */
    NONE,
    /** Eight-bit whole numbers with a scale for each row; activations are rounded token by token. On the CPU. */
    INT8,
    /** Eight-bit floats with a scale for each row; activations are rounded token by token. On CUDA from Hopper on. */
    FP8;

    /** The name in configuration and provenance. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
