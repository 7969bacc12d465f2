package io.judgefleet.comparisons;

import io.judgefleet.judgement.Require;

/** The identity of a label: comparison and annotator. */
public record LabelId(String value) {
    public LabelId {
        Require.notBlank(value, "label id");
    }

    public static LabelId of(ComparisonId comparison, String annotator) {
        return new LabelId(Digest.of(comparison.value(), annotator));
    }

    @Override
    public String toString() {
        return value;
    }
}
