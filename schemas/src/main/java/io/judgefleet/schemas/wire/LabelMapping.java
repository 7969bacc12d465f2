package io.judgefleet.schemas.wire;

import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.LabelId;
import io.judgefleet.judgement.Preference;
import io.judgefleet.schemas.Symbols;
import java.util.Optional;

/** A label on the wire. */
final class LabelMapping {
    static io.judgefleet.v1.Label toWire(Label label) {
        return new io.judgefleet.v1.Label(
                label.id().value(),
                label.comparisonId().value(),
                label.annotator(),
                Symbols.toWire(io.judgefleet.v1.AnnotatorKind.class, label.kind()),
                Symbols.toWire(io.judgefleet.v1.Preference.class, label.preference()),
                label.scores().map(PassMapping::scores).orElse(null),
                label.labelledAt());
    }

    static Label toRecord(io.judgefleet.v1.Label wire) {
        return new Label(
                new LabelId(wire.getId()),
                new ComparisonId(wire.getComparisonId()),
                wire.getAnnotator(),
                Symbols.toRecord(AnnotatorKind.class, wire.getKind()),
                Symbols.toRecord(Preference.class, wire.getPreference()),
                Optional.ofNullable(wire.getScores()).map(PassMapping::scores),
                wire.getLabelledAt());
    }

    private LabelMapping() {}
}
