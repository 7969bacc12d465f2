package io.judgefleet.aggregator.ledger;

import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.LabelConsensus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of one comparison. It is the same whatever the order in which verdicts and labels came and however
 * often, and so is everything that is counted from it.
 *
 * @param verdicts by verdict id
 * @param labels by annotator
 */
public record Ledger(SortedMap<String, CountedVerdict> verdicts, SortedMap<String, CountedLabel> labels) {
    public Ledger {
        verdicts = Collections.unmodifiableSortedMap(verdicts);
        labels = Collections.unmodifiableSortedMap(labels);
    }

    public static Ledger empty() {
        return new Ledger(new TreeMap<>(), new TreeMap<>());
    }

    /** This ledger, itself if the verdict says nothing new. */
    public Ledger with(String id, CountedVerdict verdict) {
        var known = verdicts.get(id);
        if (known != null && !verdict.replaces(known)) {
            return this;
        }
        var more = new TreeMap<>(verdicts);
        more.put(id, verdict);
        return new Ledger(more, labels);
    }

    /** This ledger, itself if the label says nothing new. */
    public Ledger with(String annotator, CountedLabel label) {
        var known = labels.get(annotator);
        if (known != null && !label.replaces(known)) {
            return this;
        }
        var more = new TreeMap<>(labels);
        more.put(annotator, label);
        return new Ledger(verdicts, more);
    }

    /** This ledger without the annotator's label, itself if it has none. */
    public Ledger withoutLabelOf(String annotator) {
        if (!labels.containsKey(annotator)) {
            return this;
        }
        var fewer = new TreeMap<>(labels);
        fewer.remove(annotator);
        return new Ledger(verdicts, fewer);
    }

    /** This ledger without labels, itself if it has none. */
    public Ledger withoutLabels() {
        return labels.isEmpty() ? this : new Ledger(verdicts, new TreeMap<>());
    }

    /** This ledger without verdicts that count before the time, which the de-duplication may forget; itself if it has none. */
    public Ledger forgetting(Instant time) {
        var kept = new TreeMap<>(verdicts);
        kept.values().removeIf(verdict -> verdict.time().isBefore(time));
        return kept.size() == verdicts.size() ? this : new Ledger(kept, labels);
    }

    public boolean isEmpty() {
        return verdicts.isEmpty() && labels.isEmpty();
    }

    /** What judges said who were asked to repeat themselves. */
    public List<Repetition> repetitions() {
        return Repetition.of(verdicts.values());
    }

    /** What this ledger adds to the counts. */
    public List<Contribution> contributions() {
        var consensus = LabelConsensus.of(labels.values());
        var votes = LabelConsensus.votes(labels.values());
        return verdicts.values().stream()
                .map(verdict -> Contribution.of(verdict, consensus, votes))
                .toList();
    }
}
