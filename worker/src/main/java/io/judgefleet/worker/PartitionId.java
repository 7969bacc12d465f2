package io.judgefleet.worker;

import io.judgefleet.schemas.DeadLetter.Source;

/** A partition of a topic. */
public record PartitionId(String topic, int number) {
    public static PartitionId of(Source position) {
        return new PartitionId(position.topic(), position.partition());
    }
}
