package io.judgefleet.worker.kafka;

import java.time.Duration;

/**
 * How the consume loop behaves.
 *
 * @param publishAtMost records of one transaction
 * @param inferenceDeadline after which a record in the engine is released
 */
public record LoopSettings(int publishAtMost, Duration inferenceDeadline) {
    public LoopSettings {
        if (publishAtMost < 1) {
            throw new IllegalArgumentException("publish at most must be at least 1, found " + publishAtMost);
        }
        if (!inferenceDeadline.isPositive()) {
            throw new IllegalArgumentException("inference deadline must be positive, found " + inferenceDeadline);
        }
    }
}
