package io.judgefleet.aggregator.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What is wrong with single records, as this process has seen it: how many became dead letters, and which ended stream threads.
 *
 * <p>A record that ended several threads is a suspect: it becomes a dead letter before it is counted again. Thread-safe.
 */
final class RecordFaults {
    private static final int DEATHS_OF_A_SUSPECT = 2;

    private final LongAdder deadLetters = new LongAdder();
    private final Map<Position, Death> deaths = new ConcurrentHashMap<>();

    /** Where a record stands. */
    private record Position(String topic, int partition, long offset) {}

    /** How many threads a record has ended, and of what the last one died. */
    private record Death(int count, String reason) {}

    void deadLetter() {
        deadLetters.increment();
    }

    long deadLetters() {
        return deadLetters.sum();
    }

    /** The record at hand ends the stream thread. */
    void died(ErrorHandlerContext context, String reason) {
        deaths.merge(
                new Position(context.topic(), context.partition(), context.offset()),
                new Death(1, reason),
                (before, now) -> new Death(before.count() + 1, now.reason()));
    }

    /** Why the record must not be counted again; empty for all but suspects. */
    Optional<String> suspicion(RecordMetadata record) {
        if (deaths.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(deaths.get(new Position(record.topic(), record.partition(), record.offset())))
                .filter(death -> death.count() >= DEATHS_OF_A_SUSPECT)
                .map(death -> "the record has ended %d stream threads, the last by %s"
                        .formatted(death.count(), death.reason()));
    }
}
