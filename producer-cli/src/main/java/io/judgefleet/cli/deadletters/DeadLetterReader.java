package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import io.judgefleet.schemas.topics.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of dead letters up to where it ended when this was opened, with what is known to have become of each.
 *
 * <p>The end is that of all records, committed or not, and reading waits until every transaction before it is decided: a redrive whose
 * mark is not yet visible would be done twice. The topic is read twice, first for its marks, so that no more than one letter is
 * held in memory.
 */
final class DeadLetterReader {
    /** No transaction of the fleet may stay open for as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TopicReader committed;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;
    private final InstantSource clock;
    private final BooleanSupplier goOn;
    private final Map<LetterPosition, Fate> fates = new HashMap<>();
    private long foreign;

    private DeadLetterReader(
            TopicReader committed,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends,
            InstantSource clock,
            BooleanSupplier goOn) {
        this.committed = committed;
        this.beginnings = beginnings;
        this.ends = ends;
        this.clock = clock;
        this.goOn = goOn;
    }

    /** Reads the marks. */
    static DeadLetterReader open(
            String topic, TopicReader everything, TopicReader committed, InstantSource clock, BooleanSupplier goOn) {
        var reader = new DeadLetterReader(committed, committed.beginnings(topic), everything.ends(topic), clock, goOn);
        reader.read(received -> DeadLetterMark.parse(received)
                .ifPresent(mark -> reader.fates.put(new LetterPosition(mark.partition(), mark.offset()), mark.fate())));
        return reader;
    }

    /** Shows every letter, dealt with or not. */
    void forEach(BooleanSupplier wantsMore, Consumer<StoredLetter> visitor) {
        read(wantsMore, received -> {
            if (DeadLetterMark.parse(received).isEmpty() && wantsMore.getAsBoolean()) {
                switch (DeadLetters.parse(received)) {
                    case Decoded.Readable<DeadLetter>(var letter) -> visitor.accept(stored(received, letter));
                    case Decoded.Unreadable<DeadLetter> ignored -> foreign++;
                }
            }
        });
    }

    /** How many records were no dead letters of ours. */
    long foreign() {
        return foreign;
    }

    private StoredLetter stored(ConsumerRecord<byte[], byte[]> received, DeadLetter letter) {
        var position = new LetterPosition(received.partition(), received.offset());
        return new StoredLetter(
                position, Instant.ofEpochMilli(received.timestamp()), letter, Optional.ofNullable(fates.get(position)));
    }

    private void read(TopicReader.Visitor visitor) {
        read(() -> true, visitor);
    }

    private void read(BooleanSupplier wantsMore, TopicReader.Visitor visitor) {
        var deadline = clock.instant().plus(PATIENCE);
        committed.read(beginnings, ends, () -> wantsMore.getAsBoolean() && goOnUntil(deadline), visitor);
    }

    private boolean goOnUntil(Instant deadline) {
        if (!goOn.getAsBoolean()) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
        }
        if (clock.instant().isAfter(deadline)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "dead letters cannot be read to their end: a transaction of another process stays open");
        }
        return true;
    }
}
