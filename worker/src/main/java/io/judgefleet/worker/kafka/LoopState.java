package io.judgefleet.worker.kafka;

import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.RecordCounts;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the consume loop looked like at the end of a round; one consistent picture for health and metrics.
 *
 * @param hasJoined whether the worker is a member of its group
 * @param waiting records that were fetched and not admitted
 * @param oldest when the oldest record in flight was produced
 * @param nanos of {@link System#nanoTime} when the round ended
 */
public record LoopState(
        RecordCounts recordCounts,
        Map<Feed, Integer> tokens,
        boolean hasJoined,
        int assigned,
        int paused,
        int waiting,
        Optional<Instant> oldest,
        long nanos) {
    public LoopState {
        tokens = Map.copyOf(tokens);
    }

    /** What two loops of one worker come to. */
    LoopState plus(LoopState other) {
        var sum = new EnumMap<Feed, Integer>(Feed.class);
        sum.putAll(tokens);
        other.tokens.forEach((feed, count) -> sum.merge(feed, count, Integer::sum));
        return new LoopState(
                recordCounts.plus(other.recordCounts),
                sum,
                hasJoined && other.hasJoined,
                assigned + other.assigned,
                paused + other.paused,
                waiting + other.waiting,
                Stream.of(oldest, other.oldest).flatMap(Optional::stream).min(Instant::compareTo),
                Math.min(nanos, other.nanos));
    }

    static LoopState initial() {
        return new LoopState(RecordCounts.EMPTY, Map.of(), false, 0, 0, 0, Optional.empty(), System.nanoTime());
    }
}
