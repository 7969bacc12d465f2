package io.judgefleet.schemas.topics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The largest part of a dead letter that its topic takes: a record may have come compressed, or with headers that leave no room for
 * ours. The value is cut first, then the headers are left out, then the key is cut.
 */
final class DeadLetterCut {
    /** The head of a batch, and of a record in it (Kafka protocol, record batch version 2). */
    private static final int BATCH_OVERHEAD = 61 + 21;

    private static final int MOST_BYTES_OF_A_LENGTH = 5;

    /** For the header that says what was cut. */
    private static final int ROOM = 256;

    private final int maxBytes;
    private final Function<DeadLetter, ProducerRecord<byte[], byte[]>> writer;
    private final List<String> missing = new ArrayList<>();

    private DeadLetterCut(int maxBytes, Function<DeadLetter, ProducerRecord<byte[], byte[]>> writer) {
        this.maxBytes = maxBytes;
        this.writer = writer;
    }

    /** The letter itself where it fits. */
    static DeadLetter of(DeadLetter letter, int maxBytes, Function<DeadLetter, ProducerRecord<byte[], byte[]>> writer) {
        var cut = new DeadLetterCut(maxBytes, writer);
        return cut.excess(letter) <= 0 ? letter : cut.cut(letter);
    }

    private DeadLetter cut(DeadLetter letter) {
        int most = excess(letter) + ROOM;
        var cut = with(
                letter, letter.key(), letter.value().map(value -> shorter("value", value, most)), letter.headers());
        if (excess(cut) > 0) {
            missing.add("%d headers left out".formatted(cut.headers().size()));
            cut = with(cut, cut.key(), cut.value(), List.of());
        }
        if (excess(cut) > 0) {
            int still = excess(cut) + ROOM;
            cut = with(cut, cut.key().map(key -> shorter("key", key, still)), cut.value(), cut.headers());
        }
        return cut;
    }

    private DeadLetter with(
            DeadLetter letter, Optional<byte[]> key, Optional<byte[]> value, List<DeadLetter.Header> headers) {
        var said = Optional.of(String.join(", ", missing));
        return new DeadLetter(letter.source(), key, value, headers, letter.timestamp(), letter.cause(), said);
    }

    private byte[] shorter(String name, byte[] whole, int excess) {
        var kept = Math.max(0, whole.length - excess);
        missing.add("%s cut from %d to %d bytes".formatted(name, whole.length, kept));
        return Arrays.copyOf(whole, kept);
    }

    /** Bytes by which the record may be larger than the topic takes, uncompressed as producers count it. */
    private int excess(DeadLetter letter) {
        return size(writer.apply(letter)) - maxBytes;
    }

    /** No less than the bytes of a batch that has only this record. */
    static int size(ProducerRecord<byte[], byte[]> record) {
        var headers = Arrays.stream(record.headers().toArray())
                .mapToInt(header -> length(header.key().getBytes(StandardCharsets.UTF_8)) + length(header.value()))
                .sum();
        return BATCH_OVERHEAD + length(record.key()) + length(record.value()) + headers;
    }

    private static int length(byte @Nullable [] bytes) {
        return MOST_BYTES_OF_A_LENGTH + (bytes == null ? 0 : bytes.length);
    }
}
