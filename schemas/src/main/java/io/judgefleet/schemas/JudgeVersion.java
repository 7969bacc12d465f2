package io.judgefleet.schemas;

import io.judgefleet.judgement.Require;
import io.judgefleet.judgement.WeightsOrigin;

/**
 * A judge as figures tell it apart from others: two fingerprints are never counted together.
 *
 * @param name for people
 * @param fingerprint of all that can change what the judge writes
 */
public record JudgeVersion(String name, String fingerprint, WeightsOrigin weightsOrigin) {
    private static final int SHORTEST_PREFIX = 8;

    public JudgeVersion {
        Require.notBlank(fingerprint, "judge fingerprint");
    }

    public static JudgeVersion of(Verdict verdict) {
        return new JudgeVersion(
                verdict.judge().name(),
                verdict.judgeFingerprint(),
                verdict.judge().weightsOrigin());
    }

    /** Whether a person means this judge by its name or the beginning of its fingerprint. */
    public boolean isCalled(String word) {
        return name.equals(word) || word.length() >= SHORTEST_PREFIX && fingerprint.startsWith(word);
    }
}
