package io.judgefleet.schemas;

import io.judgefleet.comparisons.Digest;
import io.judgefleet.judgement.Require;

/** The identity of a verdict: request and judge fingerprint; a re-judged request has the same one. */
public record VerdictId(String value) {
    public VerdictId {
        Require.notBlank(value, "verdict id");
    }

    public static VerdictId of(RequestId request, String judgeFingerprint) {
        return new VerdictId(Digest.of(request.value(), judgeFingerprint));
    }

    @Override
    public String toString() {
        return value;
    }
}
