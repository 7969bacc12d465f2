package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.DeadLetters;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The open dead letters of one topic, from its committed records: neither redriven nor dropped. Not thread-safe. */
final class OpenLetters {
    private final Map<Integer, TreeSet<Long>> offsets = new HashMap<>();

    /** A letter opens, a mark closes the letter that it names; anything else on the topic is neither. */
    void take(ConsumerRecord<byte[], byte[]> received) {
        var open = offsets.computeIfAbsent(received.partition(), partition -> new TreeSet<>());
        var mark = DeadLetterMark.parse(received);
        if (mark.isPresent()) {
            open.remove(mark.get().offset());
        } else if (DeadLetters.parse(received) instanceof Decoded.Readable<DeadLetter>) {
            open.add(received.offset());
        }
    }

    /** Forgets letters that the brokers have deleted. */
    void retain(Map<TopicPartition, Long> beginnings) {
        beginnings.forEach((partition, first) -> {
            var open = offsets.get(partition.partition());
            if (open != null) {
                open.headSet(first).clear();
            }
        });
    }

    long count() {
        return offsets.values().stream().mapToLong(TreeSet::size).sum();
    }
}
