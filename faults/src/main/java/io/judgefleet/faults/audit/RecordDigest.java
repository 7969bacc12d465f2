package io.judgefleet.faults.audit;

import io.judgefleet.schemas.topics.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A digest over key, value, headers and timestamp: all that a dead letter keeps of its record. */
final class RecordDigest {
    private static final int ABSENT = -1;

    static String of(ConsumerRecord<byte[], byte[]> received) {
        var headers = Arrays.stream(received.headers().toArray())
                .map(header -> new DeadLetter.Header(header.key(), Optional.ofNullable(header.value())))
                .toList();
        return of(received.key(), received.value(), headers, received.timestamp());
    }

    static String of(DeadLetter letter) {
        return of(
                letter.key().orElse(null),
                letter.value().orElse(null),
                letter.headers(),
                letter.timestamp().toEpochMilli());
    }

    private static String of(
            byte @Nullable [] key, byte @Nullable [] value, List<DeadLetter.Header> headers, long timestamp) {
        try {
            var bytes = new ByteArrayOutputStream();
            var output = new DataOutputStream(bytes);
            write(output, key);
            write(output, value);
            for (var header : headers) {
                output.writeUTF(header.name());
                write(output, header.value().orElse(null));
            }
            output.writeLong(timestamp);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()), 0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(DataOutputStream output, byte @Nullable [] bytes) throws IOException {
        output.writeInt(bytes == null ? ABSENT : bytes.length);
        output.write(bytes == null ? new byte[0] : bytes);
    }

    private RecordDigest() {}
}
