package io.judgefleet.worker.kafka;

import io.judgefleet.worker.Feed;
import io.judgefleet.worker.Funnel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the consume loop looked like at the end of a round; one consistent picture for health and metrics.
 *
 * @param hasJoined whether the worker is a member of its group
 * @param waiting records that were fetched and not admitted
 * @param oldest when the oldest record in flight was produced
 * @param nanos of {@link System#nanoTime} when the round ended
 */
public record LoopState(
        Funnel funnel,
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

    static LoopState initial() {
        return new LoopState(Funnel.EMPTY, Map.of(), false, 0, 0, 0, Optional.empty(), System.nanoTime());
    }
}
