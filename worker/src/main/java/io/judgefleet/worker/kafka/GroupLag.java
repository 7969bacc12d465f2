package io.judgefleet.worker.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records the whole group has still to decide, by topic, asked of the brokers every fifteen seconds.
 *
 * <p>A consumer's own lag stands still while its partitions are paused, which is when it matters. Of what a share group reads
 * the brokers keep the account, for its members take records and not partitions.
 */
public final class GroupLag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupLag.class);
    private static final int EVERY_SECONDS = 15;

    private final Admin admin;
    private final Reading byPartitions;
    private final Reading shared;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Map<String, Long> latest = Map.of();

    /**
     * A look at two groups, of which either may read nothing.
     *
     * @param shared what a share group reads
     */
    GroupLag(Admin admin, Reading byPartitions, Reading shared) {
        this.admin = admin;
        this.byPartitions = byPartitions;
        this.shared = shared;
    }

    /** Which group reads which topics. */
    record Reading(String group, Set<String> topics) {
        Reading {
            topics = Set.copyOf(topics);
        }
    }

    public void start() {
        Thread.ofPlatform().name("judge-lag").daemon().start(this::run);
    }

    /** Records by topic as of the last look; empty while the brokers do not say. */
    public Map<String, Long> records() {
        return latest;
    }

    @Override
    public void close() {
        closed.countDown();
        admin.close(Duration.ZERO);
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(EVERY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            latest = ask();
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            latest = Map.of();
            log.atDebug().addKeyValue("error", e.getMessage()).log("lag not known");
        }
    }

    private Map<String, Long> ask() throws ExecutionException, InterruptedException {
        var lags = new TreeMap<String, Long>();
        byPartitions(lags);
        ofShareGroup(lags);
        return Map.copyOf(lags);
    }

    private void byPartitions(Map<String, Long> lags) throws ExecutionException, InterruptedException {
        var partitions = partitions(byPartitions.topics());
        var first = offsets(partitions, OffsetSpec.earliest());
        var end = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(byPartitions.group())
                .partitionsToOffsetAndMetadata()
                .get();
        for (var partition : partitions) {
            var next = committed.get(partition);
            long from = next == null ? first.getOrDefault(partition, 0L) : next.offset();
            lags.merge(partition.topic(), Math.max(0, end.getOrDefault(partition, 0L) - from), Long::sum);
        }
    }

    /**
     * As the brokers count it; start offsets tell nothing, for records behind them may be done with.
     *
     * <p>The brokers know no lag of a partition before the group has acknowledged a record there: all of it is still to decide.
     */
    private void ofShareGroup(Map<String, Long> lags) throws ExecutionException, InterruptedException {
        var partitions = partitions(shared.topics());
        if (partitions.isEmpty()) {
            return;
        }
        var found = admin.listShareGroupOffsets(
                        Map.of(shared.group(), new ListShareGroupOffsetsSpec().topicPartitions(partitions)))
                .partitionsToOffsetInfo(shared.group())
                .get();
        var untouched = partitions.stream()
                .filter(partition -> found.get(partition) == null)
                .toList();
        var first = offsets(untouched, OffsetSpec.earliest());
        var end = offsets(untouched, OffsetSpec.latest());
        for (var partition : partitions) {
            var info = found.get(partition);
            if (info == null) {
                long all = end.getOrDefault(partition, 0L) - first.getOrDefault(partition, 0L);
                lags.merge(partition.topic(), all, Long::sum);
            } else {
                info.lag().ifPresent(lag -> lags.merge(partition.topic(), lag, Long::sum));
            }
        }
    }

    private List<TopicPartition> partitions(Set<String> topics) throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> asked.put(partition, which));
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
