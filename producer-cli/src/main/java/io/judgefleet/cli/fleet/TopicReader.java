package io.judgefleet.cli.fleet;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads stretches of topics with a consumer that belongs to no group. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;

    public TopicReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Takes one record. */
    @FunctionalInterface
    public interface Visitor {
        void visit(ConsumerRecord<byte[], byte[]> received);
    }

    public List<TopicPartition> partitions(String topic) {
        var found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw missing(topic);
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** What to say when a topic is not there. */
    public static CommandFailure missing(String topic) {
        return new CommandFailure(
                ExitCode.FAILED, "topic %s does not exist; judgefleet topics apply makes it".formatted(topic));
    }

    public Map<TopicPartition, Long> beginnings(String topic) {
        return consumer.beginningOffsets(partitions(topic));
    }

    public Map<TopicPartition, Long> ends(String topic) {
        return consumer.endOffsets(partitions(topic));
    }

    /** Where the first record at a time or later stands; the end where there is none. */
    public Map<TopicPartition, Long> since(String topic, Instant time) {
        var ends = ends(topic);
        var times =
                ends.keySet().stream().collect(Collectors.toMap(Function.identity(), partition -> time.toEpochMilli()));
        var found = consumer.offsetsForTimes(times);
        return ends.keySet().stream().collect(Collectors.toMap(Function.identity(), partition -> {
            var first = found.get(partition);
            return first == null ? Objects.requireNonNull(ends.get(partition)) : Long.valueOf(first.offset());
        }));
    }

    /** Shows every record of a stretch, partition by partition in order; ends early when asked to. */
    public void read(
            Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, BooleanSupplier goOn, Visitor visitor) {
        var open = new HashMap<>(to);
        open.entrySet().removeIf(end -> end.getValue() <= from.getOrDefault(end.getKey(), 0L));
        start(from, open.keySet());
        while (!open.isEmpty() && goOn.getAsBoolean()) {
            poll(received -> {
                if (isBefore(open, received)) {
                    visitor.visit(received);
                }
            });
            open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> !open.containsKey(partition))
                    .toList());
        }
    }

    /** Shows every record from here on until asked to end; {@code goOn} is asked at least five times a second. */
    public void follow(Map<TopicPartition, Long> from, BooleanSupplier goOn, Visitor visitor) {
        start(from, from.keySet());
        while (goOn.getAsBoolean()) {
            poll(visitor);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void start(Map<TopicPartition, Long> from, Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        // A partition keeps being paused when it is assigned once more.
        consumer.resume(consumer.paused());
        partitions.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
    }

    private void poll(Visitor visitor) {
        consumer.poll(POLL).forEach(visitor::visit);
    }

    private static boolean isBefore(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> received) {
        var end = ends.get(new TopicPartition(received.topic(), received.partition()));
        return end != null && received.offset() < end;
    }
}
