package io.judgefleet.judgelm.checkpoint;

import io.judgefleet.judgelm.checkpoint.files.DType;
import java.util.List;
import java.util.OptionalInt;

/**
 * The architecture of a LLaMA-family model, as its config.json states it.
 *
 * @param modelType {@code llama}, {@code mistral} or {@code qwen2}
 * @param dtype the type in which the weights are said to be stored; each tensor's location has the last word
 */
public record LlamaConfig(
        String modelType, Dimensions dimensions, Attention attention, Rope rope, Tokens tokens, DType dtype) {

    /** The sizes of the residual stream, the feed-forward block, the stack and the vocabulary. */
    public record Dimensions(
            int hiddenSize,
            int intermediateSize,
            int layers,
            int vocabularySize,
            double rmsNormEps,
            boolean tiedEmbeddings) {}

    /** Heads of the attention; several query heads may share one key-value head. */
    public record Attention(int heads, int kvHeads, int headDim, boolean qkvBias) {
        /** The width of all query heads. */
        public int querySize() {
            return heads * headDim;
        }

        /** The width of all key (or value) heads. */
        public int kvSize() {
            return kvHeads * headDim;
        }
    }

    /**
     * Rotary position embedding.
     *
     * @param maxPositions the longest sequence that the model may be given; within the sliding window where there is one
     */
    public record Rope(double theta, RopeScaling scaling, int maxPositions) {}

    /** The ids that begin and end a sequence; Qwen2 has no beginning. */
    public record Tokens(OptionalInt bos, List<Integer> eos) {
        public Tokens {
            eos = List.copyOf(eos);
        }
    }
}
