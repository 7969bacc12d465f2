package io.judgefleet.faults.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes again and again how far the workers have committed, and then where the topics of outcomes end.
 *
 * <p>In that order: an outcome that is published with its offset lies before those ends, one that is published after its
 * offset was committed may lie behind them.
 */
public final class OffsetWatch implements Watch {
    private static final long PAUSE_MILLIS = 300;
    private static final int PATIENCE_SECONDS = 15;

    private final Admin admin;
    private final String group;
    private final List<String> outcomeTopics;
    private final JsonLines<CommittedOffsets> history;
    private volatile boolean isOver;

    public OffsetWatch(Admin admin, String group, List<String> outcomeTopics, JsonLines<CommittedOffsets> history) {
        this.admin = admin;
        this.group = group;
        this.outcomeTopics = List.copyOf(outcomeTopics);
        this.history = history;
    }

    @Override
    public void run() {
        try {
            while (!isOver) {
                lookOnce();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void end() {
        isOver = true;
    }

    /** Notes one sample, or none while the brokers do not answer. */
    public void lookOnce() throws InterruptedException {
        try {
            history.write(look());
        } catch (ExecutionException | TimeoutException e) {
            // A broker is hurt; the next sample covers what this one would have.
        }
    }

    private CommittedOffsets look() throws InterruptedException, ExecutionException, TimeoutException {
        var committed = new HashMap<String, Long>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition.toString(), offset.offset());
                    }
                });
        return new CommittedOffsets(committed, ends());
    }

    private Map<String, Long> ends() throws InterruptedException, ExecutionException, TimeoutException {
        var asked = partitions().stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        var ends = new HashMap<String, Long>();
        admin.listOffsets(asked)
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
        return ends;
    }

    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException, TimeoutException {
        return admin
                .describeTopics(outcomeTopics)
                .allTopicNames()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(OffsetWatch::partitions)
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }
}
