package io.judgefleet.aggregator.counts;

import java.util.OptionalLong;

/**
 * How many dead letters of the fleet are open: neither sent again nor dropped.
 *
 * @param requests on the topic of the workers; absent until it has been read, and where it cannot be
 * @param verdicts on the topic of the aggregators, likewise
 */
public record DeadLetterCounts(OptionalLong requests, OptionalLong verdicts) {
    /** Those that could be counted. */
    public long total() {
        return requests.orElse(0) + verdicts.orElse(0);
    }
}
