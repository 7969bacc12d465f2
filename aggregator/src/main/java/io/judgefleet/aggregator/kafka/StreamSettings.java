package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.judgement.Require;
import io.judgefleet.schemas.topics.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the aggregator runs its topology.
 *
 * @param kafka passed untouched to Kafka's clients and to Confluent's serde
 * @param applicationId consumer group, and what the changelog topics' names begin with
 * @param stateDir this process's own; lost state is restored from the changelogs
 */
public record StreamSettings(
        Map<String, String> kafka,
        String applicationId,
        Path stateDir,
        Counting counting,
        Size size,
        Duration commitInterval,
        Duration closeTimeout) {
    /**
     * How much of the machine it takes.
     *
     * @param threads that read partitions
     * @param standbys copies of the state in other aggregators of the same application id
     * @param storeBytes of RocksDB's blocks and write buffers, all stores together
     * @param cacheBytes of changed rows between two commits
     */
    public record Size(int threads, int standbys, long storeBytes, long cacheBytes) {
        public Size {
            Require.within(1, 256, threads, "threads");
            Require.within(0, 16, standbys, "standbys");
            Require.within(8 << 20, 1L << 40, storeBytes, "store bytes");
            Require.notNegative(cacheBytes, "cache bytes");
        }
    }

    public StreamSettings {
        kafka = Map.copyOf(kafka);
        Require.notBlank(applicationId, "application id");
        Require.within(10, 60_000, commitInterval.toMillis(), "milliseconds between commits");
        Require.notNegative(closeTimeout.toMillis(), "milliseconds to close");
    }

    /** For logs: values that may be secrets are left out. */
    @Override
    public String toString() {
        return "StreamSettings[kafka=%s, applicationId=%s, stateDir=%s, counting=%s, size=%s, commitInterval=%s, closeTimeout=%s]"
                .formatted(
                        Secrets.masked(kafka), applicationId, stateDir, counting, size, commitInterval, closeTimeout);
    }
}
