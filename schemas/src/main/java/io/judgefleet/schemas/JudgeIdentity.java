package io.judgefleet.schemas;

import io.judgefleet.comparisons.Digest;

/**
 * Who judged: the model with its prompt template, and all that can change what it writes.
 *
 * @param name for people, such as the folder's name
 * @param promptTemplate id of the template, such as {@code judgelm-pair}
 * @param decoding such as {@code greedy} or {@code constrained-argmax}
 */
public record JudgeIdentity(
        String name,
        String weightsDigest,
        String tokenizerDigest,
        String promptTemplate,
        String dtype,
        String decoding,
        WeightsOrigin weightsOrigin) {

    /** One word for all that can change what the judge writes; the name is for people and not part of it. */
    public String fingerprint(String codeVersion) {
        return Digest.of(weightsDigest, tokenizerDigest, promptTemplate, dtype, decoding, codeVersion);
    }
}
