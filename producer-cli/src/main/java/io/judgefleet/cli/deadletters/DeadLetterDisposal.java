package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.schemas.topics.DeadLetterMark;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import io.judgefleet.schemas.topics.Headers;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Deals with dead letters, each once: what is done and the mark that it was done are one transaction, and two settlements at
 * a time fence each other.
 */
final class DeadLetterDisposal {
    /** One for the whole fleet, so that the later of two fences the earlier. */
    static final String TRANSACTIONAL_ID = "judgefleet-dead-letters";

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Fate fate;

    DeadLetterDisposal(Producer<byte[], byte[]> producer, String topic, Fate fate) {
        this.producer = producer;
        this.topic = topic;
        this.fate = fate;
    }

    /** Settles some letters or none. */
    void settle(List<StoredLetter> letters) {
        try {
            producer.beginTransaction();
            letters.forEach(this::send);
            producer.commitTransaction();
        } catch (ProducerFencedException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "another redrive or drop began; of these letters nothing was done", e);
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw new CommandFailure(
                    ExitCode.UNDELIVERED,
                    "nothing was done with %d letters from %s on: %s"
                            .formatted(letters.size(), letters.getFirst().position(), e.getMessage()),
                    e);
        }
    }

    private void send(StoredLetter stored) {
        if (fate == Fate.REDRIVEN) {
            producer.send(original(stored));
        }
        var position = stored.position();
        producer.send(new DeadLetterMark(position.partition(), position.offset(), fate).toRecord(topic));
    }

    /** The record as it was, with its deliveries to be counted anew. */
    static ProducerRecord<byte[], byte[]> original(StoredLetter stored) {
        var letter = stored.letter();
        var headers = new RecordHeaders();
        letter.headers().stream()
                .filter(header -> isOriginal(header.name()))
                .forEach(header -> headers.add(
                        new RecordHeader(header.name(), header.value().orElse(null))));
        headers.add(Headers.header(Headers.REDRIVE_COUNT, Integer.toString(stored.redriveCount() + 1)));
        return new ProducerRecord<>(
                letter.source().topic(),
                null,
                letter.key().orElse(null),
                letter.value().orElse(null),
                headers);
    }

    private static boolean isOriginal(String name) {
        return switch (name) {
            case Headers.REDRIVE_COUNT, Headers.DELIVERY_COUNT, Headers.NOT_BEFORE -> false;
            default -> true;
        };
    }

    /** For messages. */
    static String done(Fate fate) {
        return switch (fate) {
            case REDRIVEN -> "redriven";
            case DROPPED -> "dropped";
        };
    }
}
