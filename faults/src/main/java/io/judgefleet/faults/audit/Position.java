package io.judgefleet.faults.audit;

/** Where a record stands. */
public record Position(String topic, int partition, long offset) {
    /** The partition in Kafka's words, such as {@code verdicts-3}. */
    public String topicPartition() {
        return topic + "-" + partition;
    }

    @Override
    public String toString() {
        return topicPartition() + "@" + offset;
    }
}
