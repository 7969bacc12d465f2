package io.judgefleet.judgelm.checkpoint;

/**
 * Random weights from which a small model soon learns to compare texts: in one layer a token begins by attending to earlier
 * tokens equal to its own, and every layer sees first of all the tokens, not what the layers before made of them.
 *
 * <p>In the matching layer queries and keys share their weights ("mimetic initialization", Trockman and Kolter 2023), and
 * what rotation would turn far within a prompt counts little, because equal tokens must meet at any distance.
 *
 * @param layer the matching layer, from 0; in the second one or later, tokens can know in which text they stand
 */
record MatchingStart(LlamaConfig config, int layer) {
    /** How many tokens apart equal tokens still attend to each other. */
    private static final double REACH = 256;

    /** What a token's attention to its equal begins with, before the softmax: more than the logarithm of a prompt's length. */
    private static final double MATCH = 9;

    private static final double FAST = 0.25;
    private static final double EMBEDDINGS = 8;
    private static final double OUTPUTS = 0.3;

    /** Refuses a layer that cannot be a matching one. */
    static void require(LlamaConfig config, int layer) {
        var attention = config.attention();
        if (attention.kvHeads() != attention.heads()) {
            throw new IllegalArgumentException(
                    "expected as many key heads as query heads for a matching layer, found %d and %d"
                            .formatted(attention.kvHeads(), attention.heads()));
        }
        if (layer < 0 || layer >= config.dimensions().layers()) {
            throw new IllegalArgumentException("expected a matching layer from 0 to %d, found %d"
                    .formatted(config.dimensions().layers() - 1, layer));
        }
    }

    /** The name of the tensor whose random numbers a tensor begins with. */
    String source(String tensor) {
        return isMatching(tensor) ? tensor.replace("k_proj", "q_proj") : tensor;
    }

    /** What a row of a tensor is multiplied by. */
    double factor(String tensor, long row) {
        if (tensor.endsWith("embed_tokens.weight")) {
            return EMBEDDINGS;
        }
        if (tensor.endsWith("o_proj.weight") || tensor.endsWith("down_proj.weight")) {
            return OUTPUTS;
        }
        return isMatching(tensor) ? matchingFactor(row) : 1;
    }

    private boolean isMatching(String tensor) {
        return tensor.matches("model\\.layers\\.%d\\.self_attn\\.[qk]_proj\\.weight".formatted(layer));
    }

    private double matchingFactor(long row) {
        int headDim = config.attention().headDim();
        int pairs = headDim / 2;
        // A head's rotary pair i turns by base^(-i / pairs) for each token: a slow one by less than a radian in reach.
        int slow = pairs
                - Math.min(
                        pairs - 1,
                        (int) (pairs * Math.log(REACH) / Math.log(config.rope().theta())) + 1);
        // In thousandths, so that no machine's square root decides a bit.
        return row % pairs < pairs - slow
                ? FAST
                : Math.rint(1000 * Math.sqrt(MATCH * Math.sqrt(headDim) / (2.0 * slow))) / 1000;
    }
}
