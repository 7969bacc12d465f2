package io.judgefleet.worker.engine;

import io.judgefleet.worker.delivery.Feed;
import java.time.Duration;
import java.util.Map;

/**
 * How an engine takes its work.
 *
 * @param weights of the feeds in the queue; 1 where none is given
 * @param batchTokens prompt tokens of a batch
 * @param deadline of a batch; its records are released after that
 */
public record EngineSettings(Map<Feed, Integer> weights, int batchTokens, Duration deadline) {
    public EngineSettings {
        weights = Map.copyOf(weights);
        if (batchTokens < 1) {
            throw new IllegalArgumentException("batch tokens must be at least 1, found " + batchTokens);
        }
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("inference deadline must be positive, found " + deadline);
        }
    }
}
