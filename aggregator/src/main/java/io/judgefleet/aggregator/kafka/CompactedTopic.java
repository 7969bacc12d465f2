package io.judgefleet.aggregator.kafka;

import io.judgefleet.schemas.Codec;
import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A topic of which the newest value of each key counts, and what it says now. */
final class CompactedTopic<V> implements AutoCloseable {
    private final TopicSpec topic;
    private final Codec<V> codec;
    /** Keys whose value cannot be read have an empty one. */
    private final Map<String, Optional<V>> published = new HashMap<>();

    CompactedTopic(TopicSpec topic, Codec<V> codec) {
        this.topic = topic;
        this.codec = codec;
    }

    /** Reads from the beginning what an earlier process, or another one, has left there. */
    void read(Map<String, String> kafka) {
        published.clear();
        WholeTopic.read(topic, kafka, this::remember);
    }

    /** The records after which the topic says just this. */
    List<ProducerRecord<byte[], byte[]>> changes(Map<String, V> wanted) {
        var changes = new ArrayList<ProducerRecord<byte[], byte[]>>();
        wanted.forEach((key, value) -> {
            if (!Optional.of(value).equals(published.get(key))) {
                changes.add(change(key, codec.encode(topic.name(), value)));
            }
        });
        published.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(key -> changes.add(change(key, null)));
        return changes;
    }

    /** The changes have been committed. */
    void published(Map<String, V> wanted) {
        published.clear();
        wanted.forEach((key, value) -> published.put(key, Optional.of(value)));
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
