package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.schemas.topics.TopicSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the open dead letters of a topic, by a thread of its own that reads the topic from its beginning and follows it.
 *
 * <p>A topic that cannot be read leaves the figures of the aggregator alone: its count is absent, and reading is tried again.
 */
public final class DeadLetterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWatch.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int FETCH_BYTES = 4 << 20;

    /** Between two looks at what the brokers have deleted meanwhile. */
    private static final int POLLS_BETWEEN_LOOKS = 600;

    private static final long UNKNOWN = -1;

    private final TopicSpec topic;
    private final Map<String, Object> settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long count = UNKNOWN;

    public DeadLetterWatch(TopicSpec topic, Map<String, String> kafka) {
        this.topic = topic;
        settings = new HashMap<>(kafka);
        // It belongs to no group, and the protocol of Streams is none of a plain consumer.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        thread = Thread.ofPlatform().daemon().name("count-" + topic.name()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Absent until the topic has been read once. */
    public OptionalLong count() {
        long counted = count;
        return counted == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(counted);
    }

    /** Returns at once; the thread ends with its next poll. */
    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        while (!isClosing(Duration.ZERO)) {
            try (var consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                count = UNKNOWN;
                LOG.atWarn()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("error", e.getMessage())
                        .log("dead letters cannot be counted");
                isClosing(PAUSE);
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        var open = new OpenLetters();
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        boolean isWhole = false;
        for (int polls = 1; !isClosing(Duration.ZERO); polls++) {
            consumer.poll(POLL).forEach(open::take);
            if (polls % POLLS_BETWEEN_LOOKS == 0) {
                open.retain(consumer.beginningOffsets(partitions));
            }
            isWhole = isWhole
                    || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            count = isWhole ? open.count() : UNKNOWN;
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        var found = consumer.partitionsFor(topic.name());
        if (found == null || found.isEmpty()) {
            throw new KafkaException("expected the topic %s, found none".formatted(topic.name()));
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private boolean isClosing(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
