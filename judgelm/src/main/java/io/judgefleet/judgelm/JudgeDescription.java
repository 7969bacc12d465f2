package io.judgefleet.judgelm;

/**
 * All that can change what a judge writes, and where it runs.
 *
 * @param weightsOrigin {@code random}, {@code trained} or {@code unstated}, as the judge's folder says
 * @param decoding {@code greedy} or {@code constrained-argmax}
 */
public record JudgeDescription(
        String name,
        String weightsDigest,
        String tokenizerDigest,
        String promptTemplate,
        String dtype,
        String decoding,
        String weightsOrigin,
        String engine,
        String device) {}
