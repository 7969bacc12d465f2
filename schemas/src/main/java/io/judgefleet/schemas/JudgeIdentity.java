package io.judgefleet.schemas;

import io.judgefleet.comparisons.Digest;
import io.judgefleet.judgement.WeightsOrigin;

/**
 * Who judged: the model with its prompt template, and all that can change what it writes.
 *
 * @param name for people, such as the folder's name
 * @param promptTemplate id of the template, such as {@code judgelm-pair}
 * @param decoding such as {@code greedy} or {@code constrained-argmax}
 * @param outputVersion number of the engine's output; empty in verdicts of builds before there was one
 */
public record JudgeIdentity(
        String name,
        String weightsDigest,
        String tokenizerDigest,
        String promptTemplate,
        String dtype,
        String decoding,
        WeightsOrigin weightsOrigin,
        String outputVersion) {
    /** As builds before there was an output version wrote it. */
    public JudgeIdentity(
            String name,
            String weightsDigest,
            String tokenizerDigest,
            String promptTemplate,
            String dtype,
            String decoding,
            WeightsOrigin weightsOrigin) {
        this(name, weightsDigest, tokenizerDigest, promptTemplate, dtype, decoding, weightsOrigin, "");
    }

    /**
     * One word for all that can change what the judge writes; the name is for people and not part of it.
     *
     * @param codeVersion counts only where there is no output version, so that fingerprints of earlier builds stay
     */
    public String fingerprint(String codeVersion) {
        return Digest.of(
                weightsDigest,
                tokenizerDigest,
                promptTemplate,
                dtype,
                decoding,
                outputVersion.isEmpty() ? codeVersion : "output " + outputVersion);
    }
}
