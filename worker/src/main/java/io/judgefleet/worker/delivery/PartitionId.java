package io.judgefleet.worker.delivery;

import io.judgefleet.schemas.topics.DeadLetter.Source;

/** A partition of a topic. */
public record PartitionId(String topic, int number) {
    public static PartitionId of(Source position) {
        return new PartitionId(position.topic(), position.partition());
    }
}
