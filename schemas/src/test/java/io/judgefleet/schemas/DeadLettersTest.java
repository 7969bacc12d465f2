package io.judgefleet.schemas;

import static io.judgefleet.schemas.RecordFixtures.deadLetter;
import static io.judgefleet.schemas.RecordFixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final String TOPIC = Topics.DEAD_LETTERS.name();

    @Test
    void shouldKeepBytesAndHeadersWhenWritten() {
        var written = DeadLetters.toRecord(TOPIC, deadLetter());

        assertThat(written.key()).isEqualTo(utf8("q17"));
        assertThat(written.value()).isEqualTo(new byte[] {0, 1, (byte) 0xFF});
        assertThat(written.headers().toArray()).hasSize(3 + 13);
        assertThat(Headers.text(written.headers(), "__judge.errors.offset")).contains("1099511627776");
        assertThat(Headers.text(written.headers(), "__judge.errors.request.id")).contains("r17");
    }

    @Test
    void shouldReadWhatItWroteWhenLetterIsFull() {
        var read = DeadLetters.parse(received(DeadLetters.toRecord(TOPIC, deadLetter())));

        assertThat(read).usingRecursiveComparison().isEqualTo(new Readable<>(deadLetter()));
    }

    @Test
    void shouldTakeRecordAsItStoodWhenItDiesAgain() {
        var received = received(DeadLetters.toRecord("judge-requests", deadLetter()));

        var letter = DeadLetters.of(received, deadLetter().cause());

        assertThat(letter.source()).isEqualTo(new DeadLetter.Source("judge-requests", 1, 42));
        assertThat(letter.headers())
                .extracting(DeadLetter.Header::name)
                .containsExactly("judge-profile", "trace", "trace");
    }

    @Test
    void shouldKeepAbsenceWhenRecordHasNoKeyAndNoValue() {
        var received = new ConsumerRecord<byte[], byte[]>("judge-requests", 0, 0, null, null);

        var written = DeadLetters.toRecord(
                TOPIC, DeadLetters.of(received, deadLetter().cause()));

        assertThat(written.key()).isNull();
        assertThat(written.value()).isNull();
    }

    @Test
    void shouldSayWhatIsMissingWhenRecordIsNoDeadLetter() {
        var foreign = new ConsumerRecord<>(TOPIC, 0, 0, utf8("k"), utf8("v"));

        assertThat(DeadLetters.parse(foreign))
                .isEqualTo(new Unreadable<>("no dead letter: expected a header __judge.errors.topic, found none"));
    }

    @Test
    void shouldCutStackWhenItIsTooLong() {
        var thrown = new IllegalStateException("x".repeat(20_000));
        var cause = new DeadLetter.Cause(
                "judge",
                "expected less, found more",
                true,
                Optional.of(DeadLetter.Fault.of(thrown)),
                new DeadLetter.LastTry(1, "w", "judgelm", Optional.empty()));
        var letter = new DeadLetter(
                deadLetter().source(), Optional.empty(), Optional.empty(), List.of(), RecordFixtures.NOW, cause);

        var headers = DeadLetters.toRecord(TOPIC, letter).headers().toArray();

        assertThat(Arrays.stream(headers).mapToInt(header -> header.value().length))
                .allMatch(length -> length <= Limits.MAX_HEADER_BYTES)
                .anyMatch(length -> length == Limits.MAX_HEADER_BYTES);
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                1,
                42,
                99,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers().toArray()),
                Optional.empty());
    }
}
