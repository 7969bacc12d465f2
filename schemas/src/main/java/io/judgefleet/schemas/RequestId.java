package io.judgefleet.schemas;

import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Digest;
import io.judgefleet.metrics.Require;

/** The identity of a request: comparison, judge profile, sample index, experiment. */
public record RequestId(String value) {
    public RequestId {
        Require.notBlank(value, "request id");
    }

    public static RequestId of(ComparisonId comparison, String judgeProfile, int sampleIndex, String experiment) {
        return new RequestId(Digest.of(comparison.value(), judgeProfile, Integer.toString(sampleIndex), experiment));
    }

    @Override
    public String toString() {
        return value;
    }
}
