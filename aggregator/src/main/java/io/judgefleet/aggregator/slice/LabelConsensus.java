package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.Preference;
import io.judgefleet.metrics.agreement.Votes;
import java.util.Collection;

/** What the annotators of a comparison say together. */
public sealed interface LabelConsensus {
    /** Nobody labelled it. */
    record Unlabelled() implements LabelConsensus {}

    /** No preference has more annotators than every other. */
    record WithoutMajority() implements LabelConsensus {}

    record Labelled(Preference preference) implements LabelConsensus {}

    /** The majority of the labels of the most authoritative kind present: gold, then human, then teacher. */
    static LabelConsensus of(Collection<CountedLabel> labels) {
        return labels.isEmpty()
                ? new Unlabelled()
                : votes(labels).majority().<LabelConsensus>map(Labelled::new).orElseGet(WithoutMajority::new);
    }

    /** The labels of that kind, each a vote. */
    static Votes votes(Collection<CountedLabel> labels) {
        var kind = labels.stream().map(CountedLabel::kind).min(Enum::compareTo);
        return Votes.of(labels.stream()
                .filter(label -> kind.filter(label.kind()::equals).isPresent())
                .map(CountedLabel::preference)
                .toList());
    }
}
