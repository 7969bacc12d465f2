package io.judgefleet.aggregator.counts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A piece of time whose verdicts are counted together. */
public record Pane(BucketSize bucketSize, Instant start) {
    /** The panes, one of each grain, in which a verdict of this time counts; those that are no longer kept are left out. */
    public static List<Pane> at(Instant time, Instant now) {
        return Arrays.stream(BucketSize.values())
                .map(bucketSize -> bucketSize.paneAt(time))
                .filter(pane -> pane.isKept(now))
                .toList();
    }

    boolean isKept(Instant now) {
        return bucketSize.keptSince(now).map(since -> !start.isBefore(since)).orElse(true);
    }
}
