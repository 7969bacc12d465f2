package io.judgefleet.schemas.topics;

import io.judgefleet.judgement.Require;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic should be.
 *
 * @param partitions for life: keys would move if they changed
 * @param retention absent where records are kept for ever
 * @param maxMessageBytes of a batch, as the broker counts it
 */
public record TopicSpec(
        String name, int partitions, Optional<Duration> retention, CleanupPolicy cleanupPolicy, int maxMessageBytes) {
    public TopicSpec {
        Require.notBlank(name, "topic name");
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic must have at least one partition, found " + partitions);
        }
    }

    public TopicSpec withName(String other) {
        return new TopicSpec(other, partitions, retention, cleanupPolicy, maxMessageBytes);
    }

    public TopicSpec withPartitions(int count) {
        return new TopicSpec(name, count, retention, cleanupPolicy, maxMessageBytes);
    }

    /** The subject of the topic's values in the schema registry. */
    public String valueSubject() {
        return name + "-value";
    }

    /** The topic's settings in Kafka's words; the broker's clock stamps records, for a worker's may be wrong. */
    public Map<String, String> settings() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy.word(),
                TopicConfig.RETENTION_MS_CONFIG,
                        retention.map(time -> Long.toString(time.toMillis())).orElse("-1"),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }
}
