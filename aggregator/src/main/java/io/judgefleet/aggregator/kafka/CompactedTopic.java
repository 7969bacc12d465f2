package io.judgefleet.aggregator.kafka;

import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** A topic of which the newest value of each key counts, and what it says now. */
final class CompactedTopic<V> implements AutoCloseable {
    private final TopicSpec topic;
    private final Codec<V> codec;
    private final BiFunction<String, V, byte[]> encoder;
    /** Keys whose value cannot be read have an empty one. */
    private final Map<String, Optional<V>> published = new HashMap<>();

    /** @param encoder makes a value of the topic's bytes, which are no more than the topic takes */
    CompactedTopic(TopicSpec topic, Codec<V> codec, BiFunction<String, V, byte[]> encoder) {
        this.topic = topic;
        this.codec = codec;
        this.encoder = encoder;
    }

    /** Reads from the beginning what an earlier process, or another one, has left there. */
    void read(Map<String, String> kafka) {
        published.clear();
        WholeTopic.read(topic, kafka, this::remember);
    }

    /**
     * The records after which the topic says just this, but for what cannot be written: there it says what it said.
     *
     * @param refused gets the key of each value that cannot be written, and why
     */
    List<ProducerRecord<byte[], byte[]>> changes(Map<String, V> wanted, Map<String, String> refused) {
        var changes = new ArrayList<ProducerRecord<byte[], byte[]>>();
        wanted.forEach((key, value) -> {
            if (!Optional.of(value).equals(published.get(key))) {
                try {
                    changes.add(change(key, encoder.apply(topic.name(), value)));
                } catch (RecordTooLargeException | IllegalArgumentException | ArithmeticException e) {
                    refused.put(key, String.valueOf(e.getMessage())); // its own fault, and no other judge's
                }
            }
        });
        published.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(key -> changes.add(change(key, null)));
        return changes;
    }

    /** The changes have been committed. */
    void published(Map<String, V> wanted, Map<String, String> refused) {
        published.keySet().removeIf(key -> !wanted.containsKey(key));
        wanted.forEach((key, value) -> {
            if (!refused.containsKey(key)) {
                published.put(key, Optional.of(value));
            }
        });
    }

    @Override
    public void close() {
        codec.close();
    }

    private void remember(ConsumerRecord<byte[], byte[]> record) {
        var key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            published.remove(key);
        } else {
            published.put(
                    key,
                    codec.decode(topic.name(), record.value()) instanceof Readable<V>(var value)
                            ? Optional.of(value)
                            : Optional.empty());
        }
    }

    private ProducerRecord<byte[], byte[]> change(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value);
    }
}
