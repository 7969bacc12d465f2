package io.judgefleet.aggregator.slice;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Label;
import io.judgefleet.judgement.Preference;
import java.time.Instant;
import java.util.Comparator;

/** What is remembered of a label; the later one of the same annotator replaces the earlier one. */
public record CountedLabel(AnnotatorKind kind, Preference preference, Instant labelledAt) {
    private static final Comparator<CountedLabel> NEWER = Comparator.comparing(CountedLabel::labelledAt)
            .thenComparing(CountedLabel::kind)
            .thenComparing(CountedLabel::preference);

    public static CountedLabel of(Label label) {
        return new CountedLabel(label.kind(), label.preference(), label.labelledAt());
    }

    /** Whether this one stays where both are of the same annotator. */
    public boolean replaces(CountedLabel other) {
        return NEWER.compare(this, other) > 0;
    }
}
