package io.judgefleet.schemas.topics;

import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record on a topic of dead letters that says that an earlier one has been dealt with; it has neither key nor value.
 *
 * <p>It stands behind its letter on the same partition, so that it is kept at least as long, and is written in the same
 * transaction as what was done.
 *
 * @param partition of the letter and of the mark
 * @param offset of the letter
 */
public record DeadLetterMark(int partition, long offset, Fate fate) {
    private static final String OFFSET = "__judge.dealt-with.offset";
    private static final String FATE = "__judge.dealt-with.fate";

    /** What became of a dead letter. */
    public enum Fate {
        /** It was sent to its topic again. */
        REDRIVEN,
        /** Somebody decided that it stays dead. */
        DROPPED
    }

    public ProducerRecord<byte[], byte[]> toRecord(String topic) {
        var headers = new RecordHeaders();
        headers.add(Headers.header(OFFSET, Long.toString(offset)));
        headers.add(Headers.header(FATE, fate.name().toLowerCase(Locale.ROOT)));
        return new ProducerRecord<>(topic, partition, null, null, null, headers);
    }

    /** The mark that a record is; empty when it is none. */
    public static Optional<DeadLetterMark> parse(ConsumerRecord<byte[], byte[]> received) {
        var offset = Headers.text(received.headers(), OFFSET).filter(text -> text.matches("[0-9]{1,18}"));
        return offset.flatMap(text ->
                fate(received).map(fate -> new DeadLetterMark(received.partition(), Long.parseLong(text), fate)));
    }

    private static Optional<Fate> fate(ConsumerRecord<byte[], byte[]> received) {
        return Headers.text(received.headers(), FATE).flatMap(word -> switch (word) {
            case "redriven" -> Optional.of(Fate.REDRIVEN);
            case "dropped" -> Optional.of(Fate.DROPPED);
            default -> Optional.empty();
        });
    }
}
