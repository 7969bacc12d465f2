package io.judgefleet.local.demo;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when the first verdict that was not there yet can be read. */
final class FirstVerdict implements AutoCloseable {
    private static final long NONE = -1;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLong seenAt = new AtomicLong(NONE);
    private final Thread thread;

    private FirstVerdict(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().daemon().name("first-verdict").unstarted(this::look);
    }

    /** Begins with the end of the topic as it is when this returns. */
    static FirstVerdict watch(Map<String, Object> clientSettings) {
        var settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer
                .partitionsFor(
                        FleetPrefix.of(clientSettings).topic(Topics.VERDICTS).name())
                .stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
        var watch = new FirstVerdict(consumer);
        watch.thread.start();
        return watch;
    }

    /** On the clock of {@link System#nanoTime()}. */
    OptionalLong seenAt() {
        long seen = seenAt.get();
        return seen == NONE ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try (consumer) {
            while (seenAt.get() == NONE) {
                if (!consumer.poll(Duration.ofMinutes(1)).isEmpty()) {
                    seenAt.set(System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // Closed before there was one.
        }
    }
}
