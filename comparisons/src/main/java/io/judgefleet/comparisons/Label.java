package io.judgefleet.comparisons;

import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Require;
import io.judgefleet.judgement.ScorePair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What an annotator says of a comparison, in the original order; a later label of the same annotator replaces it. */
public record Label(
        LabelId id,
        ComparisonId comparisonId,
        String annotator,
        AnnotatorKind kind,
        Preference preference,
        Optional<ScorePair> scores,
        Instant labelledAt) {
    public Label {
        Require.notBlank(annotator, "annotator");
        labelledAt = Require.time(labelledAt, "time of the label").truncatedTo(ChronoUnit.MICROS);
    }
}
