package io.judgefleet.aggregator;

import java.time.Instant;

/** What one verdict, seen with the labels of its comparison, adds to which slice at which time. */
public record Contribution(Slice slice, Instant time, SliceTally tally) {
    static Contribution of(CountedVerdict verdict, Labelling labelling) {
        return new Contribution(verdict.content().slice(), verdict.time(), SliceTally.of(verdict.content(), labelling));
    }
}
